/** Who is signed in. The session is a query like any other; the router asks for it before it shows a page. */
import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { api, setCsrfToken, unwrap } from "./client";
import type { Session, SignIn } from "./types";

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async (): Promise<Session> => adopt(await unwrap(api.GET("/api/v1/session"))),
  staleTime: 5 * 60_000,
  retry: false,
});

function adopt(session: Session): Session {
  setCsrfToken(session.csrf_token);
  return session;
}

export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

/** Hides what the server would refuse; the server is still the one that decides. */
export function useMay(permission: string): boolean {
  return useSession().permissions.includes(permission);
}

export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body: SignIn) => adopt(await unwrap(api.POST("/api/v1/session", { body }))),
    onSuccess: (session) => {
      queries.clear();
      queries.setQueryData(sessionQuery.queryKey, session);
    },
  });
}

export function useSignOut() {
  return useMutation({ mutationFn: () => unwrap(api.DELETE("/api/v1/session")) });
}
