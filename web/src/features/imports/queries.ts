/** What was imported before. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client";

const shown = 100;

export const importsQuery = queryOptions({
  queryKey: ["imports"],
  queryFn: () => unwrap(api.GET("/api/v1/imports", { params: { query: { limit: shown } } })),
  // One that runs elsewhere moves on.
  refetchInterval: (query) => (query.state.data?.data.some(({ state, undo }) => state === "running" || (undo && !undo.ended_at)) ? 1_000 : false),
});

/** What the file brought is taken back; the work goes on at the server, and the list tells how far it is. */
export function useUndoImport() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => unwrap(api.POST("/api/v1/imports/{id}/undo", { params: { path: { id } } })),
    onSuccess: () => {
      for (const queryKey of [importsQuery.queryKey, ["customers"], ["figures"], ["touchpoints"]]) void queries.invalidateQueries({ queryKey });
    },
  });
}
