/**
 * The live stream with resume. Every entry has a `seq`; when the connection is lost we come back asking for what is
 * after the last one seen, so no entry is missed and none is shown twice. The browser's own reconnection is not used:
 * it would repeat the first address with its old `after`.
 */
import type { Touch } from "./types";

export type StreamState = "connecting" | "open" | "lost";

export interface StreamListener {
  onTouch(touch: Touch): void;
  /** Something other than a touch was decided: a merge, an undo, a context found. */
  onDecision(kind: string): void;
  onState(state: StreamState): void;
}

const decisions = ["merge", "undo", "context", "limit", "edit", "consent", "erasure", "decision"];
const firstRetryMs = 1_000;
const longestRetryMs = 15_000;

/** Opens the stream; the function it answers closes it. */
export function openStream(listener: StreamListener, after?: number): () => void {
  let lastSeq = after;
  let retryMs = firstRetryMs;
  let timer: number | undefined;
  let source: EventSource | undefined;

  const seen = (event: MessageEvent): boolean => {
    const seq = Number(event.lastEventId);
    if (!Number.isFinite(seq) || event.lastEventId === "") return false;
    if (lastSeq !== undefined && seq <= lastSeq) return true;
    lastSeq = seq;
    return false;
  };

  const connect = () => {
    listener.onState("connecting");
    const address = lastSeq === undefined ? "/api/v1/stream" : `/api/v1/stream?after=${lastSeq}`;
    source = new EventSource(address);
    source.onopen = () => {
      retryMs = firstRetryMs;
      listener.onState("open");
    };
    source.addEventListener("touch", (event) => {
      if (!seen(event)) listener.onTouch(JSON.parse(event.data as string) as Touch);
    });
    for (const kind of decisions) {
      source.addEventListener(kind, (event) => {
        if (!seen(event)) listener.onDecision(kind);
      });
    }
    source.onerror = () => {
      source?.close();
      listener.onState("lost");
      timer = window.setTimeout(connect, retryMs);
      retryMs = Math.min(retryMs * 2, longestRetryMs);
    };
  };

  connect();
  return () => {
    window.clearTimeout(timer);
    source?.close();
  };
}
