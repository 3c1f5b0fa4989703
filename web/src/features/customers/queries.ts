/** Lists of customers a page at a time, saved views, and what is done with many of them at once. */
import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client";
import { ApiError } from "../../api/problem";
import type { CustomerFilter, Problem, SavedView } from "../../api/types";

export const pageSize = 60;

/** A header carries bytes, not letters: the reason goes as UTF-8, which is what the server reads it as. */
const asBytes = (text: string): string => String.fromCharCode(...new TextEncoder().encode(text));
export const because = (reason: string | undefined) => (reason ? { headers: { "X-Reveal-Reason": asBytes(reason) } } : {});

/** With a reason values come plain; such pages are forgotten as soon as nobody looks at them. */
export function customersQuery(filter: CustomerFilter, limit = pageSize, reason?: string) {
  const q = filter.q?.trim();
  const asked = { ...filter, ...(q ? { q } : { q: undefined }) } as CustomerFilter;
  return infiniteQueryOptions({
    queryKey: ["customers", "list", asked, limit, reason ?? ""],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET("/api/v1/customers", {
          params: { query: { ...asked, limit, ...(pageParam ? { cursor: pageParam } : {}) } as never },
          ...because(reason),
          signal,
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor || undefined,
    // The last answer stays while the next is on its way, so that typing does not flicker.
    placeholderData: keepPreviousData,
    ...(reason ? { gcTime: 0 } : {}),
  });
}

/** Counts piece by piece; a million at most are looked through. */
const mostPieces = 60;

export const countQuery = (filter: CustomerFilter) =>
  queryOptions({
    queryKey: ["customers", "count", filter],
    queryFn: async ({ signal }) => {
      let count = 0;
      let cursor: string | null | undefined;
      for (let piece = 0; piece < mostPieces; piece += 1) {
        const page = await unwrap(
          api.GET("/api/v1/customers/count", { params: { query: { ...filter, ...(cursor ? { cursor } : {}) } as never }, signal }),
        );
        count += page.count;
        cursor = page.next_cursor;
        if (!cursor) return { count, all: true };
      }
      return { count, all: false };
    },
    staleTime: 60_000,
  });

export const tagsQuery = queryOptions({
  queryKey: ["customers", "tags"],
  queryFn: async () => (await unwrap(api.GET("/api/v1/tags"))).data,
  staleTime: 60_000,
});

export const findingsQuery = queryOptions({
  queryKey: ["figures", "quality"],
  queryFn: async () => (await unwrap(api.GET("/api/v1/quality"))).data,
  staleTime: 60_000,
});

export const viewsQuery = queryOptions({
  queryKey: ["views"],
  queryFn: async () => (await unwrap(api.GET("/api/v1/views"))).data,
  staleTime: 60_000,
});

export interface ViewDraft {
  name: string;
  shared: boolean;
  filter: CustomerFilter;
  columns: string[];
}

export function useViews() {
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: viewsQuery.queryKey });
  const save = useMutation({ mutationFn: (body: ViewDraft) => unwrap(api.POST("/api/v1/views", { body: body as never })), onSuccess });
  const change = useMutation({
    mutationFn: ({ id, ...body }: Partial<ViewDraft> & { id: string }) => unwrap(api.PATCH("/api/v1/views/{id}", { params: { path: { id } }, body: body as never })),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (view: SavedView) => unwrap(api.DELETE("/api/v1/views/{id}", { params: { path: { id: view.id } } })),
    onSuccess,
  });
  return { save, change, remove };
}

export const preferencesQuery = queryOptions({
  queryKey: ["preferences"],
  queryFn: async () => (await unwrap(api.GET("/api/v1/preferences"))).data as Record<string, unknown>,
  staleTime: 300_000,
});

export function usePrefer() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ name, value }: { name: string; value: unknown }) =>
      unwrap(api.PUT("/api/v1/preferences/{name}", { params: { path: { name } }, body: { value } as never })),
    // What was chosen is seen at once; the server's word comes when it comes.
    onMutate: ({ name, value }) => queries.setQueryData(preferencesQuery.queryKey, (held) => ({ ...held, [name]: value })),
    onError: () => queries.invalidateQueries({ queryKey: preferencesQuery.queryKey }),
  });
}

export interface TagWish {
  add: string[];
  remove: string[];
}

export interface Tagged {
  customers: number;
  changed: number;
  runs: string[];
}

const mostNamed = 1_000;

/** Tags the named, or all that a filter lists, a piece at a time; stopping leaves what was done, which can still be undone. */
export async function tagMany(whom: string[] | CustomerFilter, wish: TagWish, tell: (done: Tagged) => void, signal: AbortSignal): Promise<Tagged> {
  const done: Tagged = { customers: 0, changed: 0, runs: [] };
  const send = async (part: object) => {
    const piece = await unwrap(api.POST("/api/v1/customers/tags", { body: { ...part, ...wish } as never }));
    done.customers += piece.customers;
    done.changed += piece.changed;
    if (!done.runs.includes(piece.run)) done.runs.push(piece.run);
    tell({ ...done });
    return piece;
  };
  if (Array.isArray(whom)) {
    for (let from = 0; from < whom.length && !signal.aborted; from += mostNamed) await send({ customers: whom.slice(from, from + mostNamed) });
    return done;
  }
  let run: string | undefined;
  let cursor: string | null | undefined;
  do {
    const piece = await send({ filter: whom, ...(run ? { run } : {}), ...(cursor ? { cursor } : {}) });
    ({ run } = piece);
    cursor = piece.next_cursor;
  } while (cursor && !signal.aborted);
  return done;
}

export async function undoTags(runs: string[]): Promise<number> {
  let changed = 0;
  for (const run of runs) {
    for (let more = true; more; ) {
      const undone = await unwrap(api.POST("/api/v1/customers/tags/{run}/undo", { params: { path: { run } } }));
      changed += undone.changed;
      ({ more } = undone);
    }
  }
  return changed;
}

export type ExportFormat = "csv" | "jsonl" | "parquet";

export interface Taken {
  rows: number;
  bytes: number;
}

const newline = 10;

/** Takes a file out; how far it is, is told while it comes. */
export async function takeOut(
  filter: CustomerFilter,
  format: ExportFormat,
  reason: string | undefined,
  tell: (taken: Taken) => void,
  signal: AbortSignal,
): Promise<Blob> {
  const { data, error, response } = await api.POST("/api/v1/exports/customers", {
    body: { format, filter } as never,
    ...because(reason),
    parseAs: "stream",
    signal,
  });
  if (!response.ok || !data) throw new ApiError(response.status, (error ?? {}) as Partial<Problem>);
  const reader = (data as unknown as ReadableStream<Uint8Array<ArrayBuffer>>).getReader();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  // A spreadsheet's first line names the columns.
  const taken: Taken = { rows: format === "csv" ? -1 : 0, bytes: 0 };
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return new Blob(pieces, { type: response.headers.get("content-type") ?? "" });
    pieces.push(value);
    taken.bytes += value.byteLength;
    if (format !== "parquet") for (const byte of value) if (byte === newline) taken.rows += 1;
    tell({ rows: Math.max(0, taken.rows), bytes: taken.bytes });
  }
}
