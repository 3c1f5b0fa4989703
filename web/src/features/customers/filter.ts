/**
 * What the list is asked for, as it stands in the address: filters, order and the view it came from.
 * One more filter: its field in `lists` or `texts`, its part of the drawer, its words in `describe`.
 */
import type { CustomerFilter } from "../../api/types";

export interface CustomersSearch extends CustomerFilter {
  view?: string;
}

const scopes = ["known", "anonymous", "all"] as const;
const kinds = ["person", "household", "organisation"] as const;
const sorts = ["last_touch", "first_touch", "orders", "created"] as const;
const lists = ["tag", "channel", "attribute", "customer"] as const;
const texts = [
  "q", "view", "last_touch_from", "last_touch_until", "first_touch_from", "first_touch_until", "spend_min", "currency", "consent", "finding",
] as const;

const oneOf = <Word extends string>(words: readonly Word[], value: unknown) => words.find((word) => word === value);
const several = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one) => one !== undefined && one !== null && one !== "").map(String);

/** Reads what stands in the address; what makes no sense is left out. */
export function readSearch(search: Record<string, unknown>): CustomersSearch {
  const read: Record<string, unknown> = {};
  for (const name of texts) if (search[name] !== undefined && search[name] !== "") read[name] = String(search[name]);
  for (const name of lists) {
    const values = several(search[name]);
    if (values.length > 0) read[name] = values;
  }
  const kind = oneOf(scopes, search["kind"]);
  if (kind && kind !== "known") read["kind"] = kind;
  const sort = oneOf(sorts, search["sort"]);
  if (sort) read["sort"] = sort;
  if (search["order"] === "asc") read["order"] = "asc";
  const wanted = several(search["customer_kind"]).filter((one) => oneOf(kinds, one));
  if (wanted.length > 0) read["customer_kind"] = wanted;
  const orders = Number(search["orders_min"]);
  if (Number.isInteger(orders) && orders > 0) read["orders_min"] = orders;
  return read as CustomersSearch;
}

/** What the server is asked: everything but the view. */
export function filterOf({ view: _view, ...filter }: CustomersSearch): CustomerFilter {
  return filter;
}

/** What a view keeps: no search, which may be somebody's name. */
export function kept(search: CustomersSearch): CustomerFilter {
  const { q: _q, ...filter } = filterOf(search);
  return filter;
}

const order = ["sort", "order", "kind"];

/** Whether anything but scope, words and order narrows the list. */
export function isFiltered(search: CustomersSearch): boolean {
  return Object.keys(kept(search)).some((name) => !order.includes(name));
}

/** Two filters that ask the same. */
export function same(one: CustomerFilter, other: CustomerFilter): boolean {
  const plain = (filter: CustomerFilter) =>
    JSON.stringify(Object.entries(readSearch(filter as Record<string, unknown>)).sort(([a], [b]) => (a < b ? -1 : 1)));
  return plain(one) === plain(other);
}

/** Takes the fields away that hold nothing, so that they do not stand in the address. */
export function tidy(search: CustomersSearch): CustomersSearch {
  return readSearch(search as Record<string, unknown>);
}
