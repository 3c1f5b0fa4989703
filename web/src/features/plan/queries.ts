/** The tracking plan: which events come, what they carry, what is personal, and what each must carry. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client";
import type { EventType } from "../../api/types";

export const eventTypesQuery = queryOptions({
  queryKey: ["event-types"],
  queryFn: async () => (await unwrap(api.GET("/api/v1/event-types"))).data,
});

type Named = Pick<EventType, "type" | "event">;
export const keyOf = ({ type, event }: Named): string => `${type} ${event}`;

function useReplace() {
  const queries = useQueryClient();
  return (changed: EventType) =>
    queries.setQueryData(eventTypesQuery.queryKey, (before) => before?.map((one) => (keyOf(one) === keyOf(changed) ? changed : one)));
}

export function useMark() {
  const onSuccess = useReplace();
  return useMutation({
    mutationFn: (body: Named & { path: string; personal: boolean | null }) => unwrap(api.PATCH("/api/v1/event-types", { body })),
    onSuccess,
  });
}

export function useRule() {
  const onSuccess = useReplace();
  return useMutation({
    mutationFn: (body: Named & { rule: EventType["rule"] }) => unwrap(api.PUT("/api/v1/event-types/rule", { body })),
    onSuccess,
  });
}
