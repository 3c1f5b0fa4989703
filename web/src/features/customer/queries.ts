/** One customer: who, what joins them, what was merged, and when they are met. The timeline has a file of its own. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client";

const key = (id: string) => ["customers", "one", id];
const at = (id: string) => ({ params: { path: { id } } });

export const customerQuery = (id: string) =>
  queryOptions({
    queryKey: key(id),
    queryFn: () => unwrap(api.GET("/api/v1/customers/{id}", at(id))),
  });

export const graphQuery = (id: string) =>
  queryOptions({
    queryKey: [...key(id), "graph"],
    queryFn: () => unwrap(api.GET("/api/v1/customers/{id}/graph", at(id))),
  });

export const rhythmQuery = (id: string, zone: string) =>
  queryOptions({
    queryKey: [...key(id), "rhythm", zone],
    queryFn: () => unwrap(api.GET("/api/v1/customers/{id}/rhythm", { params: { path: { id }, query: { time_zone: zone } } })),
    staleTime: 60_000,
  });

export const mergesQuery = (id: string) =>
  queryOptions({
    queryKey: [...key(id), "merges"],
    queryFn: () => unwrap(api.GET("/api/v1/customers/{id}/merges", at(id))),
  });

/** What a merge would change; asked anew each time, because it is decided upon. */
export const mergePreviewQuery = (id: string, other: string) =>
  queryOptions({
    queryKey: [...key(id), "merge", other],
    queryFn: () => unwrap(api.GET("/api/v1/customers/{id}/merge/preview", { params: { path: { id }, query: { other } } })),
    staleTime: 0,
    gcTime: 0,
    retry: false,
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
    mutationFn: (body: { other: string; reason: string }) => unwrap(api.POST("/api/v1/customers/{id}/merge", { ...at(survivor), body })),
    onSuccess: forget,
  });
}

export function useUndoMerge() {
  const forget = useForgetCustomers();
  return useMutation({
    mutationFn: (id: string) => unwrap(api.POST("/api/v1/merges/{id}/undo", at(id))),
    onSuccess: forget,
  });
}
