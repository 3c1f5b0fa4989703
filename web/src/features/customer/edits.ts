/** What people here write about a customer: names, attributes, tags, notes and consent; and what they take out or end. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client";
import type { Customer, NewConsent } from "../../api/types";
import { customerQuery } from "./queries";

const at = (id: string) => ({ params: { path: { id } } });
const part = (id: string, name: string) => [...customerQuery(id).queryKey, name];

/** A header carries bytes, not letters: the reason goes as UTF-8, which is what the server reads it as. */
const asBytes = (text: string): string => String.fromCharCode(...new TextEncoder().encode(text));
const because = (reason: string | undefined) => (reason ? { headers: { "X-Reveal-Reason": asBytes(reason) } } : {});

export interface Edit {
  name?: string | null;
  kind?: "person" | "household" | "organisation";
  attributes?: Record<string, unknown>;
  add_tags?: string[];
  remove_tags?: string[];
}

export function useEdit(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Edit) => unwrap(api.PATCH("/api/v1/customers/{id}", { ...at(id), body: body as never })),
    onSuccess: (customer) => {
      queries.setQueryData(customerQuery(id).queryKey, customer);
      void queries.invalidateQueries({ queryKey: part(id, "timeline") });
      void queries.invalidateQueries({ queryKey: part(id, "quality") });
    },
  });
}

/** Shows the values plain once; the reason goes on record. What is shown so is not kept with the other queries. */
export function useReveal(id: string) {
  return useMutation({
    mutationFn: (reason: string): Promise<Customer> => unwrap(api.GET("/api/v1/customers/{id}", { ...at(id), ...because(reason) })),
  });
}

export function useExport(id: string) {
  return useMutation({
    mutationFn: async (reason: string | undefined): Promise<Blob> =>
      (await unwrap(api.GET("/api/v1/customers/{id}/export", { ...at(id), ...because(reason), parseAs: "blob" }))) as unknown as Blob,
  });
}

export function useErase(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) => unwrap(api.DELETE("/api/v1/customers/{id}", { params: { path: { id }, query: { reason } } })),
    onSuccess: () => {
      queries.removeQueries({ queryKey: customerQuery(id).queryKey });
      void queries.invalidateQueries({ queryKey: ["customers", "list"] });
    },
  });
}

export const attributesQuery = queryOptions({
  queryKey: ["attributes"],
  queryFn: async () => (await unwrap(api.GET("/api/v1/attributes"))).data,
  staleTime: 300_000,
});

export const notesQuery = (id: string) =>
  queryOptions({ queryKey: part(id, "notes"), queryFn: async () => (await unwrap(api.GET("/api/v1/customers/{id}/notes", at(id)))).data });

export function useNotes(id: string) {
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: notesQuery(id).queryKey });
  const add = useMutation({ mutationFn: (body: string) => unwrap(api.POST("/api/v1/customers/{id}/notes", { ...at(id), body: { body } })), onSuccess });
  const remove = useMutation({
    mutationFn: (note: string) => unwrap(api.DELETE("/api/v1/customers/{id}/notes/{note}", { params: { path: { id, note } } })),
    onSuccess,
  });
  return { add, remove };
}

export const consentsQuery = (id: string) =>
  queryOptions({ queryKey: part(id, "consents"), queryFn: () => unwrap(api.GET("/api/v1/customers/{id}/consents", at(id))) });

export type Said = Pick<NewConsent, "purpose" | "channel" | "basis" | "method"> & { state: "given" | "withdrawn"; evidence?: string };

export function useRecordConsent(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Said) => unwrap(api.POST("/api/v1/customers/{id}/consents", { ...at(id), body: body as never })),
    onSuccess: (standings) => queries.setQueryData(consentsQuery(id).queryKey, standings),
  });
}

/** What is wrong with the data of one customer. */
export interface QualityFinding {
  code: string;
  attribute: string;
}

export const qualityQuery = (id: string) =>
  queryOptions({
    queryKey: part(id, "quality"),
    queryFn: async () => (await unwrap(api.GET("/api/v1/customers/{id}/quality", at(id)))).data as unknown as QualityFinding[],
  });

export const membershipsQuery = (id: string) =>
  queryOptions({ queryKey: part(id, "memberships"), queryFn: () => unwrap(api.GET("/api/v1/customers/{id}/memberships", at(id))) });
