/** The company and its people, as the settings show and change them. */
import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../../api/client";
import { allPages } from "../../api/pages";
import { permissions } from "../../api/permissions";
import { sessionQuery, useMay } from "../../api/session";
import type { Company, Role, Unit } from "../../api/types";

const id = (value: string) => ({ params: { path: { id: value } } });

export const companyQuery = queryOptions({ queryKey: ["settings"], queryFn: () => unwrap(api.GET("/api/v1/settings")) });
export const rolesQuery = queryOptions({ queryKey: ["roles"], queryFn: async () => (await unwrap(api.GET("/api/v1/roles"))).data });
export const usersQuery = queryOptions({
  queryKey: ["users"],
  queryFn: () => allPages((query) => unwrap(api.GET("/api/v1/users", { params: { query } }))),
});
export const unitsQuery = queryOptions({
  queryKey: ["units"],
  queryFn: () => allPages((query) => unwrap(api.GET("/api/v1/units", { params: { query } }))),
});
export const tokensQuery = queryOptions({
  queryKey: ["tokens"],
  queryFn: () => allPages((query) => unwrap(api.GET("/api/v1/tokens", { params: { query } }))),
});

export interface AuditSearch {
  actor?: string;
  action?: string;
  object?: string;
  from?: string;
  until?: string;
}

export const auditQuery = (search: AuditSearch) =>
  infiniteQueryOptions({
    queryKey: ["audit", search],
    queryFn: ({ pageParam }) =>
      unwrap(api.GET("/api/v1/audit", { params: { query: { ...search, limit: 50, ...(pageParam ? { cursor: pageParam } : {}) } } })),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor || undefined,
    placeholderData: keepPreviousData,
  });

export function useVerifyAudit() {
  return useMutation({ mutationFn: () => unwrap(api.POST("/api/v1/audit/verify")) });
}

export const doctorQuery = queryOptions({
  queryKey: ["doctor"],
  queryFn: () => unwrap(api.POST("/api/v1/doctor")),
  staleTime: 0,
});

/** A rebuild of all that is kept, compared; it takes its time, so it is asked for. */
export function useCompareWithRebuild() {
  return useMutation({ mutationFn: () => unwrap(api.POST("/api/v1/doctor", { params: { query: { verify_readers: true } } })) });
}

export function useTakeBackup() {
  const onSuccess = useRefresh();
  return useMutation({ mutationFn: (to: string) => unwrap(api.POST("/api/v1/backups", { body: { to } })), onSuccess });
}

export function useVerifyBackup() {
  return useMutation({ mutationFn: (from: string) => unwrap(api.POST("/api/v1/backups/verify", { body: { from } })) });
}

/** The company's name and zone stand in the session too. */
export function useChangeCompany() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Partial<Company>) => unwrap(api.PATCH("/api/v1/settings", { body })),
    onSuccess: async (company) => {
      queries.setQueryData(companyQuery.queryKey, company);
      await queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
  });
}

function useRefresh(...keys: string[]) {
  const queries = useQueryClient();
  return () => Promise.all([...keys, "audit"].map((key) => queries.invalidateQueries({ queryKey: [key] })));
}

export function useCreateUser() {
  const onSuccess = useRefresh("users");
  return useMutation({
    mutationFn: (body: { email: string; name: string; role: Role; unit?: string }) => unwrap(api.POST("/api/v1/users", { body })),
    onSuccess,
  });
}

export function useChangeUser() {
  const onSuccess = useRefresh("users");
  return useMutation({
    mutationFn: ({ user, ...body }: { user: string; name?: string; role?: Role; unit?: string | null }) =>
      unwrap(api.PATCH("/api/v1/users/{id}", { ...id(user), body })),
    onSuccess,
  });
}

export function useSwitchUser() {
  const onSuccess = useRefresh("users");
  return useMutation({
    mutationFn: ({ user, disabled }: { user: string; disabled: boolean }) =>
      disabled ? unwrap(api.POST("/api/v1/users/{id}/disable", id(user))) : unwrap(api.POST("/api/v1/users/{id}/enable", id(user))),
    onSuccess,
  });
}

export function useOneTimeAddress() {
  return useMutation({ mutationFn: (user: string) => unwrap(api.POST("/api/v1/users/{id}/one-time-address", id(user))) });
}

export function useCreateToken() {
  const onSuccess = useRefresh("tokens");
  return useMutation({
    mutationFn: (body: { name: string; role: Role; expires_at?: string }) => unwrap(api.POST("/api/v1/tokens", { body })),
    onSuccess,
  });
}

export function useRevokeToken() {
  const onSuccess = useRefresh("tokens");
  return useMutation({ mutationFn: (token: string) => unwrap(api.POST("/api/v1/tokens/{id}/revoke", id(token))), onSuccess });
}

export function useCreateUnit() {
  const onSuccess = useRefresh("units");
  return useMutation({
    mutationFn: (body: { name: string; kind: Unit["kind"]; parent?: string }) => unwrap(api.POST("/api/v1/units", { body })),
    onSuccess,
  });
}

export function useChangeUnit() {
  const onSuccess = useRefresh("units");
  return useMutation({
    mutationFn: ({ unit, ...body }: { unit: string; name?: string; archived?: boolean }) =>
      unwrap(api.PATCH("/api/v1/units/{id}", { ...id(unit), body })),
    onSuccess,
  });
}

/** A unit by its name in the viewer's language. */
export function useUnitNames(): (id: string | null | undefined) => string {
  const { i18n } = useTranslation();
  const may = useMay(permissions.readUnits);
  const { data } = useQuery({ ...unitsQuery, enabled: may });
  return (unit) => {
    const found = unit ? data?.find((one) => one.id === unit) : undefined;
    return (i18n.language === "en" && found?.name_en) || found?.name || "";
  };
}
