/** What was imported before. */
import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client";

const shown = 100;

export const importsQuery = queryOptions({
  queryKey: ["imports"],
  queryFn: () => unwrap(api.GET("/api/v1/imports", { params: { query: { limit: shown } } })),
  // One that runs elsewhere moves on.
  refetchInterval: (query) => (query.state.data?.data.some(({ state }) => state === "running") ? 2_000 : false),
});
