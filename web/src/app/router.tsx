/**
 * Every address of the interface. The state a person would want to send to a colleague is in the address.
 * One more page: a route here with its `validateSearch`, a lazy component in its feature folder, an entry in `navigation.tsx`.
 */
import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { toApiError } from "../api/problem";
import { sessionQuery } from "../api/session";
import type { CustomerScope } from "../api/types";
import { PageFailure, PageMissing } from "./PageFailure";
import { Shell } from "./Shell";

interface Context {
  queries: QueryClient;
}

const root = createRootRouteWithContext<Context>()({ notFoundComponent: PageMissing });

const text = (value: unknown): string | undefined =>
  value === undefined || value === null || value === "" ? undefined : String(value);

function optional<Name extends string>(name: Name, value: string | undefined): { [name in Name]?: string } {
  return (value === undefined ? {} : { [name]: value }) as { [name in Name]?: string };
}

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search: Record<string, unknown>): { token?: string; next?: string; expired?: true } => ({
    ...optional("token", text(search["token"])),
    ...optional("next", text(search["next"])),
    ...(search["expired"] ? { expired: true } : {}),
  }),
  component: lazyRouteComponent(() => import("../features/session/SignInPage"), "SignInPage"),
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queries.ensureQueryData(sessionQuery);
    } catch (error) {
      if (toApiError(error).status !== 401) throw error;
      throw redirect({ to: "/sign-in", search: location.href === "/" ? {} : { next: location.href } });
    }
  },
  component: Shell,
});

const today = createRoute({
  getParentRoute: () => signedIn,
  path: "/",
  component: lazyRouteComponent(() => import("../features/today/TodayPage"), "TodayPage"),
});

const scopes: CustomerScope[] = ["known", "anonymous", "all"];

const customers = createRoute({
  getParentRoute: () => signedIn,
  path: "/customers",
  validateSearch: (search: Record<string, unknown>): { q?: string; kind?: CustomerScope } => {
    const kind = scopes.find((scope) => scope === search["kind"]);
    return { ...optional("q", text(search["q"])), ...(kind && kind !== "known" ? { kind } : {}) };
  },
  component: lazyRouteComponent(() => import("../features/customers/CustomersPage"), "CustomersPage"),
});

const customer = createRoute({
  getParentRoute: () => signedIn,
  path: "/customers/$customerId",
  validateSearch: (search: Record<string, unknown>) => ({
    ...optional("channel", text(search["channel"])),
    ...optional("merged", text(search["merged"])),
  }),
  component: lazyRouteComponent(() => import("../features/customer/CustomerPage"), "CustomerPage"),
});

const touchpoints = createRoute({
  getParentRoute: () => signedIn,
  path: "/touchpoints",
  validateSearch: (search: Record<string, unknown>) => ({
    ...optional("channel", text(search["channel"])),
    ...optional("state", text(search["state"])),
  }),
  component: lazyRouteComponent(() => import("../features/touchpoints/TouchpointsPage"), "TouchpointsPage"),
});

const sources = createRoute({
  getParentRoute: () => signedIn,
  path: "/sources",
  validateSearch: (search: Record<string, unknown>): { new?: true } => (search["new"] ? { new: true } : {}),
  component: lazyRouteComponent(() => import("../features/sources/SourcesPage"), "SourcesPage"),
});

const routeTree = root.addChildren([
  signIn,
  signedIn.addChildren([today, customers, customer, touchpoints, sources]),
]);

export function createAppRouter(queries: QueryClient) {
  return createRouter({
    routeTree,
    context: { queries },
    // Pages begin loading when the pointer is about to choose them.
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultErrorComponent: PageFailure,
    defaultNotFoundComponent: PageMissing,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
