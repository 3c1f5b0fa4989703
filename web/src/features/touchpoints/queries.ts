/** The touchpoint register. */
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../../api/client";
import { allPages } from "../../api/pages";
import type { Touchpoint, TouchpointChange } from "../../api/types";

// The register of the largest chains holds some thousands; it is read whole, in pages.
export const touchpointsQuery = queryOptions({
  queryKey: ["touchpoints"],
  queryFn: () => allPages((query) => unwrap(api.GET("/api/v1/touchpoints", { params: { query } }))),
  staleTime: 60_000,
});

/** How busy each was in the last four weeks. */
export const volumesQuery = queryOptions({
  queryKey: ["touchpoints", "volumes"],
  queryFn: async () => {
    const all = await allPages((query) => unwrap(api.GET("/api/v1/touchpoint-volumes", { params: { query: { ...query, days: 28 } } })));
    return new Map(all.map((one) => [one.touchpoint, one]));
  },
  staleTime: 60_000,
});

/** Touches name their touchpoint by id; people know it by its name. */
export function useTouchpointNames(): (id: string | null | undefined) => string {
  const { i18n } = useTranslation();
  const { data } = useQuery({
    ...touchpointsQuery,
    select: i18n.language === "en" ? englishNamesById : namesById,
  });
  return (id) => (id ? (data?.get(id) ?? (data || !id.includes("_") ? id : "")) : "");
}

const namesById = (touchpoints: Touchpoint[]) => new Map(touchpoints.map(({ id, name }) => [id, name]));
const englishNamesById = (touchpoints: Touchpoint[]) => new Map(touchpoints.map(({ id, name, name_en }) => [id, name_en || name]));

export function useCreateTouchpoint() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; channel: string }) => unwrap(api.POST("/api/v1/touchpoints", { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: touchpointsQuery.queryKey }),
  });
}

export function useConfirmTouchpoint() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      unwrap(api.PATCH("/api/v1/touchpoints/{id}", { params: { path: { id } }, body: { state: "live" } })),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["figures"] });
      return queries.invalidateQueries({ queryKey: touchpointsQuery.queryKey });
    },
  });
}

export function useChangeTouchpoint() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: { id: string } & TouchpointChange) => unwrap(api.PATCH("/api/v1/touchpoints/{id}", { params: { path: { id } }, body })),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["figures"] });
      return queries.invalidateQueries({ queryKey: touchpointsQuery.queryKey });
    },
  });
}
