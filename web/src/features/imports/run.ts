/** Sending a file: the server answers with lines of JSON while it reads, so progress needs no asking. */
import { api } from "../../api/client";
import { ApiError } from "../../api/problem";
import type { Problem } from "../../api/types";
import type { Format } from "./sample";

export type Holds = "customers" | "touches" | "orders";

export interface Counts {
  rows: number;
  accepted: number;
  repeated: number;
  rejected: number;
}

export interface Reject {
  line: number;
  column?: string | null;
  reason: string;
}

interface Line extends Partial<Counts> {
  mapping?: string[];
  reject?: Reject;
  done?: boolean;
  failed?: string;
}

export interface Told extends Counts {
  mapping: string[];
  rejects: Reject[];
  done: boolean;
  failed?: string;
}

export interface Sending {
  file: Blob;
  name: string;
  holds: Holds;
  format: Format;
  /** `COLUMN=FIELD`; none asks for a guess. */
  map: string[];
  touchpoint?: string;
  dryRun: boolean;
}

// A page of millions of rejects would help nobody; what is above goes to the counts only.
export const mostRejects = 20_000;
const tellEveryMs = 150;

export async function send(sending: Sending, tell: (told: Told) => void, signal: AbortSignal): Promise<Told> {
  const { file, name, holds, format, map, touchpoint, dryRun } = sending;
  const { data, error, response } = await api.POST("/api/v1/imports", {
    params: {
      query: { holds, format, name, map, dry_run: dryRun, size: file.size, ...(touchpoint ? { touchpoint } : {}) },
    },
    headers: { "Content-Type": "application/octet-stream" },
    body: file as never,
    bodySerializer: (body: unknown) => body as Blob,
    parseAs: "stream",
    signal,
  });
  if (!response.ok || !data) throw new ApiError(response.status, (error ?? {}) as Partial<Problem>);
  return follow(data as unknown as ReadableStream<Uint8Array>, tell);
}

async function follow(stream: ReadableStream<Uint8Array>, tell: (told: Told) => void): Promise<Told> {
  const told: Told = { mapping: [], rejects: [], rows: 0, accepted: 0, repeated: 0, rejected: 0, done: false };
  const reader = stream.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = "";
  let toldAt = 0;
  for (;;) {
    const { value, done } = await reader.read();
    const lines = (rest + (value ?? "")).split("\n");
    rest = done ? "" : (lines.pop() ?? "");
    for (const line of lines) if (line.trim()) take(told, JSON.parse(line) as Line);
    if (done || Date.now() - toldAt > tellEveryMs) {
      toldAt = Date.now();
      tell({ ...told });
    }
    if (done) return told;
  }
}

function take(told: Told, line: Line): void {
  if (line.mapping) told.mapping = line.mapping;
  if (line.reject && told.rejects.length < mostRejects) told.rejects.push(line.reject);
  if (line.rows !== undefined) Object.assign(told, counts(line));
  if (line.done !== undefined) told.done = line.done;
  if (line.failed) told.failed = line.failed;
}

const counts = ({ rows = 0, accepted = 0, repeated = 0, rejected = 0 }: Line): Counts => ({ rows, accepted, repeated, rejected });

/** The rejects as a file that a spreadsheet opens, Chinese too. */
export function rejectsFile(rejects: Reject[]): Blob {
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const lines = rejects.map(({ line, column, reason }) => [String(line), cell(column ?? ""), cell(reason)].join(","));
  return new Blob(["\uFEFF", ["line,column,reason", ...lines].join("\r\n"), "\r\n"], { type: "text/csv" });
}
