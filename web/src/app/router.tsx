/**
 * Every address of the interface. The state a person would want to send to a colleague is in the address.
 * One more page: a route here with its `validateSearch` (in `only`), a lazy component in its feature folder, an entry in `navigation.tsx`.
 */
import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  isRedirect,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { toApiError } from "../api/problem";
import { sessionQuery } from "../api/session";
import { readSearch } from "../features/customers/filter";
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

/** The router would hand on whatever else stands in the address; nothing comes through here but what the page knows. */
function only<Search extends object>(read: (search: Record<string, unknown>) => Search) {
  return (search: Record<string, unknown>): Search => ({
    ...Object.fromEntries(Object.keys(search).map((name) => [name, undefined])),
    ...read(search),
  });
}

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: only((search: Record<string, unknown>): { token?: string; next?: string; expired?: true } => ({
    ...optional("token", text(search["token"])),
    ...optional("next", text(search["next"])),
    ...(search["expired"] ? { expired: true } : {}),
  })),
  component: lazyRouteComponent(() => import("../features/session/SignInPage"), "SignInPage"),
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  beforeLoad: async ({ context, location }) => {
    try {
      const { needs_password } = await context.queries.ensureQueryData(sessionQuery);
      if (needs_password) throw redirect({ to: "/welcome" });
    } catch (error) {
      if (isRedirect(error)) throw error;
      if (toApiError(error).status !== 401) throw error;
      throw redirect({ to: "/sign-in", search: location.href === "/" ? {} : { next: location.href } });
    }
  },
  component: Shell,
});

const steps = ["you", "company", "doors"] as const;

/** Before anything else a newcomer says who they are; the doors stay open to come back to. */
const welcome = createRoute({
  getParentRoute: () => root,
  path: "/welcome",
  validateSearch: only<{ step?: (typeof steps)[number] }>((search) => {
    const step = steps.find((one) => one === search["step"]);
    return step ? { step } : {};
  }),
  beforeLoad: async ({ context }) => {
    try {
      await context.queries.ensureQueryData(sessionQuery);
    } catch (error) {
      if (toApiError(error).status !== 401) throw error;
      throw redirect({ to: "/sign-in" });
    }
  },
  component: lazyRouteComponent(() => import("../features/welcome/WelcomePage"), "WelcomePage"),
});

const today = createRoute({
  getParentRoute: () => signedIn,
  path: "/",
  component: lazyRouteComponent(() => import("../features/today/TodayPage"), "TodayPage"),
});

const merges = createRoute({
  getParentRoute: () => signedIn,
  path: "/attention/merges",
  component: lazyRouteComponent(() => import("../features/attention/MergesPage"), "MergesPage"),
});

const doubtful = createRoute({
  getParentRoute: () => signedIn,
  path: "/attention/doubtful",
  component: lazyRouteComponent(() => import("../features/attention/DoubtfulPage"), "DoubtfulPage"),
});

const failing = createRoute({
  getParentRoute: () => signedIn,
  path: "/attention/sources",
  component: lazyRouteComponent(() => import("../features/attention/FailingPage"), "FailingPage"),
});

const quality = createRoute({
  getParentRoute: () => signedIn,
  path: "/attention/quality",
  validateSearch: only((search: Record<string, unknown>) => ({
    ...optional("code", text(search["code"])),
    ...optional("attribute", text(search["attribute"])),
  })),
  component: lazyRouteComponent(() => import("../features/attention/QualityPage"), "QualityPage"),
});

const customers = createRoute({
  getParentRoute: () => signedIn,
  path: "/customers",
  validateSearch: only(readSearch),
  component: lazyRouteComponent(() => import("../features/customers/CustomersPage"), "CustomersPage"),
});

const customer = createRoute({
  getParentRoute: () => signedIn,
  path: "/customers/$customerId",
  validateSearch: only((search: Record<string, unknown>): { channel?: string; type?: string; q?: string; at?: string; show?: "graph"; merged?: string } => ({
    ...optional("channel", text(search["channel"])),
    ...optional("type", text(search["type"])),
    ...optional("q", text(search["q"])),
    // A day, or a moment: the timeline is opened there.
    ...optional("at", text(search["at"])),
    ...(search["show"] === "graph" ? { show: "graph" as const } : {}),
    ...optional("merged", text(search["merged"])),
  })),
  component: lazyRouteComponent(() => import("../features/customer/CustomerPage"), "CustomerPage"),
});

const touchpoints = createRoute({
  getParentRoute: () => signedIn,
  path: "/touchpoints",
  validateSearch: only((search: Record<string, unknown>) => ({
    ...optional("channel", text(search["channel"])),
    ...optional("stage", text(search["stage"])),
    ...optional("state", text(search["state"])),
    ...optional("view", text(search["view"])),
    ...optional("touchpoint", text(search["touchpoint"])),
  })),
  component: lazyRouteComponent(() => import("../features/touchpoints/TouchpointsPage"), "TouchpointsPage"),
});

const sources = createRoute({
  getParentRoute: () => signedIn,
  path: "/sources",
  validateSearch: only((search: Record<string, unknown>): { new?: true; source?: string } => ({
    ...(search["new"] ? { new: true } : {}),
    ...optional("source", text(search["source"])),
  })),
  component: lazyRouteComponent(() => import("../features/sources/SourcesPage"), "SourcesPage"),
});

const imports = createRoute({
  getParentRoute: () => signedIn,
  path: "/imports",
  component: lazyRouteComponent(() => import("../features/imports/ImportsPage"), "ImportsPage"),
});

const newImport = createRoute({
  getParentRoute: () => signedIn,
  path: "/imports/new",
  component: lazyRouteComponent(() => import("../features/imports/NewImportPage"), "NewImportPage"),
});

const plan = createRoute({
  getParentRoute: () => signedIn,
  path: "/tracking-plan",
  component: lazyRouteComponent(() => import("../features/plan/PlanPage"), "PlanPage"),
});

const webhooks = createRoute({
  getParentRoute: () => signedIn,
  path: "/webhooks",
  validateSearch: only((search: Record<string, unknown>): { new?: true; webhook?: string } => ({
    ...(search["new"] ? { new: true } : {}),
    ...optional("webhook", text(search["webhook"])),
  })),
  component: lazyRouteComponent(() => import("../features/webhooks/WebhooksPage"), "WebhooksPage"),
});

const formStates = ["open", "draft", "closed"] as const;

const forms = createRoute({
  getParentRoute: () => signedIn,
  path: "/forms",
  validateSearch: only((search: Record<string, unknown>): { state?: (typeof formStates)[number] } => {
    const state = formStates.find((one) => one === search["state"]);
    return state ? { state } : {};
  }),
  component: lazyRouteComponent(() => import("../features/forms/FormsPage"), "FormsPage"),
});

const formTabs = ["build", "preview", "share", "results"] as const;
const formTemplates = ["membership", "contact", "feedback", "blank"] as const;
const formPeriods = ["7", "30"] as const;

interface FormSearch {
  tab?: (typeof formTabs)[number];
  template?: (typeof formTemplates)[number];
  period?: (typeof formPeriods)[number];
}

const formSearch = only((search: Record<string, unknown>): FormSearch => {
  const tab = formTabs.find((one) => one === search["tab"]);
  const template = formTemplates.find((one) => one === search["template"]);
  const period = formPeriods.find((one) => one === String(search["period"]));
  return { ...(tab ? { tab } : {}), ...(template ? { template } : {}), ...(period ? { period } : {}) };
});

const newForm = createRoute({
  getParentRoute: () => signedIn,
  path: "/forms/new",
  validateSearch: formSearch,
  component: lazyRouteComponent(() => import("../features/forms/FormPage"), "NewFormPage"),
});

const form = createRoute({
  getParentRoute: () => signedIn,
  path: "/forms/$formId",
  validateSearch: formSearch,
  component: lazyRouteComponent(() => import("../features/forms/FormPage"), "FormPage"),
});

const company = createRoute({
  getParentRoute: () => signedIn,
  path: "/settings/company",
  component: lazyRouteComponent(() => import("../features/settings/CompanyPage"), "CompanyPage"),
});

const people = createRoute({
  getParentRoute: () => signedIn,
  path: "/settings/people",
  component: lazyRouteComponent(() => import("../features/settings/PeoplePage"), "PeoplePage"),
});

const units = createRoute({
  getParentRoute: () => signedIn,
  path: "/settings/units",
  component: lazyRouteComponent(() => import("../features/settings/UnitsPage"), "UnitsPage"),
});

const tokens = createRoute({
  getParentRoute: () => signedIn,
  path: "/settings/tokens",
  component: lazyRouteComponent(() => import("../features/settings/TokensPage"), "TokensPage"),
});

const audit = createRoute({
  getParentRoute: () => signedIn,
  path: "/settings/audit",
  validateSearch: only((search: Record<string, unknown>) => ({
    ...optional("actor", text(search["actor"])),
    ...optional("subject", text(search["subject"])),
    ...optional("object", text(search["object"])),
    ...optional("from", text(search["from"])),
    ...optional("until", text(search["until"])),
  })),
  component: lazyRouteComponent(() => import("../features/settings/AuditPage"), "AuditPage"),
});

const backup = createRoute({
  getParentRoute: () => signedIn,
  path: "/settings/backup",
  component: lazyRouteComponent(() => import("../features/settings/BackupPage"), "BackupPage"),
});

const health = createRoute({
  getParentRoute: () => signedIn,
  path: "/settings/health",
  component: lazyRouteComponent(() => import("../features/settings/HealthPage"), "HealthPage"),
});

const routeTree = root.addChildren([
  signIn,
  welcome,
  signedIn.addChildren([
    today,
    merges,
    doubtful,
    failing,
    quality,
    customers,
    customer,
    touchpoints,
    sources,
    imports,
    newImport,
    plan,
    webhooks,
    forms,
    newForm,
    form,
    company,
    people,
    units,
    tokens,
    audit,
    backup,
    health,
  ]),
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
