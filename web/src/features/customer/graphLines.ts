/** The lines of a customer's graph in one list, whatever they rest on: what the drawing draws and the list says. */
import type { CannotLink, Graph, GraphLink, Identity, Outside } from "../../api/types";

export type End = (Identity | Outside) & { outside?: Outside };
export type LineState = "joins" | "refused" | "undone" | "cannot" | "lifted";

export interface Line {
  key: string;
  a: string;
  b: string;
  state: LineState;
  link?: GraphLink;
  cannot?: CannotLink;
}

export const lineStates: LineState[] = ["joins", "refused", "undone", "cannot", "lifted"];

export function linesOf(graph: Graph): Line[] {
  const links = graph.links.map((link): Line => ({ key: `${link.a} ${link.b} ${link.rule}`, a: String(link.a), b: String(link.b), state: link.state, link }));
  const cannot = graph.cannot_links.map((one): Line => ({ key: `cannot ${one.a} ${one.b}`, a: String(one.a), b: String(one.b), state: one.lifted_at ? "lifted" : "cannot", cannot: one }));
  return [...links, ...cannot];
}

export function endsOf(graph: Graph): Map<string, End> {
  const own = graph.identities.map((identity): [string, End] => [String(identity.id), identity]);
  const around = graph.around.map((outside): [string, End] => [String(outside.id), { ...outside, outside }]);
  return new Map([...own, ...around]);
}
