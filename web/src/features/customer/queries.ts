/** One customer: who, their touches, what joins them, and what was merged. */
import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client";

const pageSize = 50;
const key = (id: string) => ["customers", "one", id];

export const customerQuery = (id: string) =>
  queryOptions({
    queryKey: key(id),
    queryFn: () => unwrap(api.GET("/api/v1/customers/{id}", { params: { path: { id } } })),
  });

export const timelineQuery = (id: string, channel: string | undefined) =>
  infiniteQueryOptions({
    queryKey: [...key(id), "timeline", channel ?? ""],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/v1/customers/{id}/timeline", {
          params: {
            path: { id },
            query: { limit: pageSize, ...(channel ? { channel } : {}), ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor || undefined,
    placeholderData: keepPreviousData,
  });

export const identitiesQuery = (id: string) =>
  queryOptions({
    queryKey: [...key(id), "identities"],
    queryFn: () => unwrap(api.GET("/api/v1/customers/{id}/identities", { params: { path: { id } } })),
  });

export const mergesQuery = (id: string) =>
  queryOptions({
    queryKey: [...key(id), "merges"],
    queryFn: () => unwrap(api.GET("/api/v1/customers/{id}/merges", { params: { path: { id } } })),
  });

/** A merge or its undo moves identities between customers, so everything known of customers is asked for again. */
function useForgetCustomers() {
  const queries = useQueryClient();
  return async () => {
    void queries.invalidateQueries({ queryKey: ["figures"] });
    await queries.invalidateQueries({ queryKey: ["customers"] });
  };
}

export function useMerge(survivor: string) {
  const forget = useForgetCustomers();
  return useMutation({
    mutationFn: (body: { other: string; reason: string }) =>
      unwrap(api.POST("/api/v1/customers/{id}/merge", { params: { path: { id: survivor } }, body })),
    onSuccess: forget,
  });
}

export function useUndoMerge() {
  const forget = useForgetCustomers();
  return useMutation({
    mutationFn: (id: string) => unwrap(api.POST("/api/v1/merges/{id}/undo", { params: { path: { id } } })),
    onSuccess: forget,
  });
}
