/** Households and organisations: made, joined and left. Whoever is in one is seen on both pages, so both are asked for again. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client";
import type { NewGroup } from "../../api/types";

const path = (id: string, group: string) => ({ params: { path: { id, group } } });

export function useHouseholds() {
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: ["customers"] });
  const begin = useMutation({ mutationFn: (body: NewGroup) => unwrap(api.POST("/api/v1/groups", { body })), onSuccess });
  const join = useMutation({
    mutationFn: ({ member, group, role }: { member: string; group: string; role?: string }) =>
      unwrap(api.PUT("/api/v1/customers/{id}/memberships/{group}", { ...path(member, group), body: role ? { role } : {} })),
    onSuccess,
  });
  const leave = useMutation({
    mutationFn: ({ member, group }: { member: string; group: string }) =>
      unwrap(api.DELETE("/api/v1/customers/{id}/memberships/{group}", path(member, group))),
    onSuccess,
  });
  return { begin, join, leave };
}
