/** The rules of fetching: what is retried, and what happens when the session ends under a page. */
import { QueryCache, QueryClient, MutationCache } from "@tanstack/react-query";
import { toApiError } from "../api/problem";
import { sessionQuery } from "../api/session";

export function createQueries(): QueryClient {
  // A 401 in the middle of work means the session ended: forget it and the shell asks to sign in again.
  const onError = (error: Error) => {
    if (toApiError(error).status !== 401) return;
    if (queries.getQueryData(sessionQuery.queryKey)) window.dispatchEvent(new Event("rapport:signed-out"));
  };
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        refetchOnWindowFocus: true,
        // What the server refused it will refuse again; only silence and failures are worth another try.
        retry: (failures, error) => {
          const { status } = toApiError(error);
          return (status === 0 || status >= 500) && failures < 2;
        },
        retryDelay: (attempt) => 400 * 2 ** attempt,
      },
    },
  });
  return queries;
}
