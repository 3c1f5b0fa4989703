/** What the first start does: one's own name and password, and a company to look round in. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, setCsrfToken, unwrap } from "../../api/client";
import { sessionQuery } from "../../api/session";
import type { Session } from "../../api/types";

function useAdopt() {
  const queries = useQueryClient();
  return (session: Session) => {
    setCsrfToken(session.csrf_token);
    queries.setQueryData(sessionQuery.queryKey, session);
  };
}

export function useIntroduce() {
  const onSuccess = useAdopt();
  return useMutation({
    mutationFn: async ({ name, password, locale, time_zone }: { name: string; password: string; locale: "en" | "zh-CN"; time_zone: string }) => {
      await unwrap(api.PATCH("/api/v1/session", { body: { name, locale, time_zone } }));
      return unwrap(api.POST("/api/v1/session/password", { body: { new_password: password } }));
    },
    onSuccess,
  });
}

export function useChangeOwn() {
  const onSuccess = useAdopt();
  return useMutation({
    mutationFn: (body: { name?: string; locale?: "en" | "zh-CN"; time_zone?: string }) => unwrap(api.PATCH("/api/v1/session", { body })),
    onSuccess,
  });
}

export function useChangePassword() {
  const onSuccess = useAdopt();
  return useMutation({
    mutationFn: (body: { old_password?: string; new_password: string }) => unwrap(api.POST("/api/v1/session/password", { body })),
    onSuccess,
  });
}

/** Whether anything is here yet: decides what the doors say. */
export const anyTouchQuery = queryOptions({
  queryKey: ["touches", "any"],
  queryFn: async () => (await unwrap(api.GET("/api/v1/touches", { params: { query: { limit: 1 } } }))).data.length > 0,
});

export function useMakeDemo() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (customers: number) => unwrap(api.POST("/api/v1/demo", { body: { customers } })),
    onSuccess: () => queries.invalidateQueries(),
  });
}
