/** A moment, typed and shown in the viewer's zone; empty is none. */
import { Input } from "antd";
import { useZone } from "../../ui/time";

/** `2026-05-01T09:30` in a zone, for a field of a browser. */
function typed(at: string, zone: string): string {
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" }).format(new Date(at));
  return parts.replace(" ", "T");
}

/** The moment that a clock in a zone shows as this; around a change of clocks, the nearest there is. */
function momentOf(text: string, zone: string): string {
  const meant = Date.parse(`${text}Z`);
  let moment = meant;
  for (let turn = 0; turn < 2; turn += 1) moment += meant - Date.parse(`${typed(new Date(moment).toISOString(), zone)}Z`);
  return new Date(moment).toISOString();
}

export function Moment({ id, at, choose }: { id: string; at: string | null; choose(at: string | null): void }) {
  const zone = useZone();
  return <Input id={id} type="datetime-local" value={at ? typed(at, zone) : ""} onChange={({ target }) => choose(target.value ? momentOf(target.value, zone) : null)} />;
}
