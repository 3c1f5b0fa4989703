/** Touches in days and sessions. Pure: what the list draws, from what is loaded. */
import type { Touch } from "../../api/types";
import type { Clock } from "../../ui/time";

// A silence of half an hour ends a session; a source that numbers its sessions knows better.
const silenceMs = 30 * 60_000;

export interface Session {
  /** The newest touch names it, so that older ones can join it while it stays the same. */
  key: string;
  touches: Touch[];
}

export type Entry =
  | { sort: "day"; key: string; day: string; at: string }
  | { sort: "session"; key: string; session: Session; open: boolean }
  | { sort: "touch"; key: string; touch: Touch; within: boolean };

function sessionId(touch: Touch): string | undefined {
  for (const part of [touch.context, touch.properties]) {
    for (const name of ["sessionId", "session_id"]) {
      const value = part?.[name];
      if (typeof value === "string" || typeof value === "number") return String(value);
    }
  }
  return undefined;
}

/** Whether two neighbours, the newer first, are of one session. */
function belong(newer: Touch, older: Touch): boolean {
  const [one, other] = [sessionId(newer), sessionId(older)];
  if (one && other) return one === other;
  return Date.parse(newer.at) - Date.parse(older.at) < silenceMs;
}

/** Everything the list shows, newest first; what is in a closed session is left out. */
export function entriesOf(touches: Touch[], clock: Clock, closed: ReadonlySet<string>): Entry[] {
  const entries: Entry[] = [];
  let day = "";
  for (let place = 0; place < touches.length; ) {
    const first = touches[place];
    if (!first) break;
    const key = clock.dayKey(first.at);
    if (key !== day) {
      day = key;
      entries.push({ sort: "day", key: `day ${key}`, day: clock.day(first.at), at: first.at });
    }
    let end = place + 1;
    for (let next = touches[end], last = first; next && clock.dayKey(next.at) === day && belong(last, next); next = touches[end]) {
      last = next;
      end += 1;
    }
    const session = { key: `session ${first.id}`, touches: touches.slice(place, end) };
    const several = session.touches.length > 1;
    const open = !closed.has(session.key);
    if (several) entries.push({ sort: "session", key: session.key, session, open });
    if (open || !several) for (const touch of session.touches) entries.push({ sort: "touch", key: touch.id, touch, within: several });
    place = end;
  }
  return entries;
}
