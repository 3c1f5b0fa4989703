/** Sources: what feeds touches in. */
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client";
import { allPages } from "../../api/pages";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import type { Source } from "../../api/types";

export const sourcesQuery = queryOptions({
  queryKey: ["sources"],
  queryFn: () => allPages((query) => unwrap(api.GET("/api/v1/sources", { params: { query } }))),
});

/** The newest events of a source that were refused. */
export const refusalsQuery = (id: string) =>
  queryOptions({
    queryKey: ["sources", id, "refusals"],
    queryFn: async () => (await unwrap(api.GET("/api/v1/sources/{id}/refusals", { params: { path: { id } } }))).data,
    refetchInterval: 5_000,
  });

/** Evidence names its source by id; whoever may not see sources sees none. */
export function useSourceNames(): (id: string | null | undefined) => string {
  const may = useMay(permissions.readSources);
  const { data } = useQuery({ ...sourcesQuery, enabled: may, select: namesById });
  return (id) => (id && data?.get(id)) || "";
}

const namesById = (sources: Source[]) => new Map(sources.map(({ id, name }) => [id, name]));

export function useCreateSource() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; touchpoint?: string; channel?: string }) => unwrap(api.POST("/api/v1/sources", { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: sourcesQuery.queryKey }),
  });
}

export function useChangeSource() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ source, ...body }: { source: string; name?: string; disabled?: boolean }) =>
      unwrap(api.PATCH("/api/v1/sources/{id}", { params: { path: { id: source } }, body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: sourcesQuery.queryKey }),
  });
}

export function useRotateSource() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (source: string) => unwrap(api.POST("/api/v1/sources/{id}/rotate", { params: { path: { id: source } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: sourcesQuery.queryKey }),
  });
}
