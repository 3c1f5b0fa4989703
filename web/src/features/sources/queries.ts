/** Sources: what feeds touches in. */
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import type { Source } from "../../api/types";

const pageSize = 200;

async function all(): Promise<Source[]> {
  const sources: Source[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await unwrap(
      api.GET("/api/v1/sources", { params: { query: { limit: pageSize, ...(cursor ? { cursor } : {}) } } }),
    );
    sources.push(...page.data);
    cursor = page.next_cursor;
  } while (cursor);
  return sources;
}

export const sourcesQuery = queryOptions({ queryKey: ["sources"], queryFn: all });

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
    mutationFn: (body: { name: string; touchpoint: string }) => unwrap(api.POST("/api/v1/sources", { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: sourcesQuery.queryKey }),
  });
}
