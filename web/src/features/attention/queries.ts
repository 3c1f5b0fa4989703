/** The lists behind the first page's numbers, and what a person does about each line. */
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client";

const next = (page: { next_cursor?: string | null }) => page.next_cursor || undefined;
const from = (cursor: string) => (cursor ? { cursor } : {});

export const mergesQuery = infiniteQueryOptions({
  queryKey: ["merges", "all"],
  queryFn: ({ pageParam }) => unwrap(api.GET("/api/v1/merges", { params: { query: { limit: 50, ...from(pageParam) } } })),
  initialPageParam: "",
  getNextPageParam: next,
});

export const doubtfulQuery = infiniteQueryOptions({
  queryKey: ["doubtful"],
  queryFn: ({ pageParam }) => unwrap(api.GET("/api/v1/doubtful-merges", { params: { query: { limit: 20, ...from(pageParam) } } })),
  initialPageParam: "",
  getNextPageParam: next,
});

export const failingQuery = queryOptions({
  queryKey: ["failing-sources"],
  queryFn: async () => (await unwrap(api.GET("/api/v1/failing-sources"))).data,
  refetchInterval: 15_000,
});

export const qualityQuery = queryOptions({
  queryKey: ["quality"],
  queryFn: async () => (await unwrap(api.GET("/api/v1/quality"))).data,
});

export const qualityCustomersQuery = (code: string, attribute: string) =>
  infiniteQueryOptions({
    queryKey: ["quality", code, attribute],
    queryFn: ({ pageParam }) => unwrap(api.GET("/api/v1/quality/customers", { params: { query: { code, attribute, limit: 30, ...from(pageParam) } } })),
    initialPageParam: "",
    getNextPageParam: next,
  });

function useRefresh(...keys: string[]) {
  const queries = useQueryClient();
  return () => Promise.all([...keys, "figures"].map((key) => queries.invalidateQueries({ queryKey: [key] })));
}

export function useKeepApart() {
  const onSuccess = useRefresh("doubtful");
  return useMutation({
    mutationFn: (body: { one: string; other: string }) => unwrap(api.POST("/api/v1/doubtful-merges/keep-apart", { body })),
    onSuccess,
  });
}

export function useMergeTwo() {
  const onSuccess = useRefresh("doubtful", "merges", "customers");
  return useMutation({
    mutationFn: ({ customer, other, reason }: { customer: string; other: string; reason: string }) =>
      unwrap(api.POST("/api/v1/customers/{id}/merge", { params: { path: { id: customer } }, body: { other, reason } })),
    onSuccess,
  });
}

export function useUndo() {
  const onSuccess = useRefresh("doubtful", "merges", "customers");
  return useMutation({
    mutationFn: (merge: string) => unwrap(api.POST("/api/v1/merges/{id}/undo", { params: { path: { id: merge } } })),
    onSuccess,
  });
}

/** What a person here writes is believed, so the finding goes. */
export function useRepair() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ customer, attribute, value }: { customer: string; attribute: string; value: string }) =>
      unwrap(
        api.PATCH("/api/v1/customers/{id}", {
          params: { path: { id: customer } },
          body: (attribute === "name" ? { name: value } : { attributes: { [attribute]: value } }) as never,
        }),
      ),
    onSuccess: () => {
      for (const key of ["quality", "figures", "customers"]) void queries.invalidateQueries({ queryKey: [key] });
    },
  });
}
