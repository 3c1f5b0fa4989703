/** Forms: what they ask, how they would look, and what came back. */
import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client";
import { allPages } from "../../api/pages";
import type { Form } from "../../api/types";
import { definitionOf } from "./definition";
import type { Definition, Draft } from "./definition";

const at = (id: string) => ({ params: { path: { id } } });
const pageRows = 50;

export const formsQuery = queryOptions({
  queryKey: ["forms"],
  queryFn: () => allPages((query) => unwrap(api.GET("/api/v1/forms", { params: { query } }))),
});

export const formQuery = (id: string) =>
  queryOptions({ queryKey: ["forms", id], queryFn: () => unwrap(api.GET("/api/v1/forms/{id}", at(id))), enabled: id !== "" });

export const resultsQuery = (id: string, from: string | undefined) =>
  queryOptions({
    queryKey: ["forms", id, "results", from ?? ""],
    queryFn: () => unwrap(api.GET("/api/v1/forms/{id}/results", { params: { path: { id }, query: from ? { from } : {} } })),
    placeholderData: keepPreviousData,
  });

export const submissionsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["forms", id, "submissions"],
    queryFn: ({ pageParam }) =>
      unwrap(api.GET("/api/v1/forms/{id}/submissions", { params: { path: { id }, query: { limit: pageRows, ...(pageParam ? { cursor: pageParam } : {}) } } })),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor || undefined,
  });

/** How a form would look and what it lacks; the newest answer stays until the next is there. */
export const previewQuery = (definition: Definition, language: string) =>
  queryOptions({
    queryKey: ["form-preview", language, JSON.stringify(definition)],
    queryFn: () => unwrap(api.POST("/api/v1/forms/preview", { body: { definition, language } })),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 10_000,
  });

export type State = Form["state"];

/** Makes the form, or changes it. */
export function useSaveForm(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ draft, state }: { draft: Draft; state?: State }) => {
      const { opens_at, closes_at, rate_per_minute, unit } = draft;
      const body = { definition: definitionOf(draft), opens_at, closes_at, rate_per_minute, ...(state ? { state } : {}) };
      return id
        ? unwrap(api.PATCH("/api/v1/forms/{id}", { ...at(id), body }))
        : unwrap(api.POST("/api/v1/forms", { body: { ...body, state: state ?? "draft", ...(unit ? { unit } : {}) } }));
    },
    onSuccess: (form) => kept(queries, form),
  });
}

export function useSetState(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (state: State) => unwrap(api.PATCH("/api/v1/forms/{id}", { ...at(id), body: { state } })),
    onSuccess: (form) => kept(queries, form),
  });
}

function kept(queries: ReturnType<typeof useQueryClient>, form: Form) {
  queries.setQueryData(formQuery(form.id).queryKey, form);
  void queries.invalidateQueries({ queryKey: formsQuery.queryKey, exact: true });
}

export const exportAddress = (id: string, format: string, language: string): string =>
  `/api/v1/exports/forms/${id}?format=${format}&language=${language.startsWith("zh") ? "zh" : "en"}`;
