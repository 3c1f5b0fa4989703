/** Webhooks out: who is told, what each was told, and telling it again. */
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client";
import { allPages } from "../../api/pages";
import type { Delivery, WebhookKind } from "../../api/types";

const byId = (id: string) => ({ params: { path: { id } } });

export const kinds: WebhookKind[] = ["touch", "customer.merged", "customer.unmerged", "customer.edited", "customer.erased", "consent.changed"];

export const webhooksQuery = queryOptions({
  queryKey: ["webhooks"],
  queryFn: () => allPages((query) => unwrap(api.GET("/api/v1/webhooks", { params: { query } }))),
  refetchInterval: 15_000,
});

export const deliveriesQuery = (webhook: string, state?: Delivery["state"]) =>
  infiniteQueryOptions({
    queryKey: ["webhooks", webhook, "deliveries", state ?? ""],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/v1/webhooks/{id}/deliveries", {
          params: { path: { id: webhook }, query: { limit: 25, ...(state ? { state } : {}), ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor || undefined,
    // What waits is tried within seconds; nobody should have to ask for that.
    refetchInterval: (query) => (query.state.data?.pages.some(({ data }) => data.some((one) => one.state === "waiting")) ? 2_000 : 15_000),
  });

export const attemptsQuery = (webhook: string, delivery: Delivery) =>
  queryOptions({
    queryKey: ["webhooks", webhook, "attempts", delivery.id, delivery.attempts, delivery.state],
    queryFn: async () =>
      (await unwrap(api.GET("/api/v1/webhooks/{id}/deliveries/{delivery}/attempts", { params: { path: { id: webhook, delivery: delivery.id } } }))).data,
  });

function useRefresh() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: webhooksQuery.queryKey });
}

export function useCreateWebhook() {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: (body: { name: string; url: string; kinds: WebhookKind[] }) => unwrap(api.POST("/api/v1/webhooks", { body })),
    onSuccess,
  });
}

export function useChangeWebhook() {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: ({ webhook, ...body }: { webhook: string; name?: string; url?: string; kinds?: WebhookKind[]; paused?: boolean }) =>
      unwrap(api.PATCH("/api/v1/webhooks/{id}", { ...byId(webhook), body })),
    onSuccess,
  });
}

export function useRemoveWebhook() {
  const onSuccess = useRefresh();
  return useMutation({ mutationFn: (webhook: string) => unwrap(api.DELETE("/api/v1/webhooks/{id}", byId(webhook))), onSuccess });
}

export function useRotateSecret() {
  const onSuccess = useRefresh();
  return useMutation({ mutationFn: (webhook: string) => unwrap(api.POST("/api/v1/webhooks/{id}/rotate", { ...byId(webhook), body: {} })), onSuccess });
}

export function useTestWebhook() {
  const onSuccess = useRefresh();
  return useMutation({ mutationFn: (webhook: string) => unwrap(api.POST("/api/v1/webhooks/{id}/test", byId(webhook))), onSuccess });
}

export function useReplayOne() {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: ({ webhook, delivery }: { webhook: string; delivery: string }) =>
      unwrap(api.POST("/api/v1/webhooks/{id}/deliveries/{delivery}/replay", { params: { path: { id: webhook, delivery } } })),
    onSuccess,
  });
}

export function useReplay() {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: ({ webhook, from, failed }: { webhook: string; from: string; failed: boolean }) =>
      unwrap(api.POST("/api/v1/webhooks/{id}/replay", { ...byId(webhook), body: { from, ...(failed ? { state: "failed" as const } : {}) } })),
    onSuccess,
  });
}
