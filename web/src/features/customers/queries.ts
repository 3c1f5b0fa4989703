/** Lists of customers, a page at a time. */
import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client";
import type { CustomerScope } from "../../api/types";

export const pageSize = 60;

export function customersQuery(search: { q?: string; kind: CustomerScope }, limit = pageSize) {
  const q = search.q?.trim();
  return infiniteQueryOptions({
    queryKey: ["customers", "list", q ?? "", search.kind, limit],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET("/api/v1/customers", {
          params: { query: { kind: search.kind, limit, ...(q ? { q } : {}), ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor || undefined,
    // The last answer stays while the next is on its way, so that typing does not flicker.
    placeholderData: keepPreviousData,
  });
}
