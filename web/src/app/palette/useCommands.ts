/** What the palette offers for what was typed: recent places, pages, actions, and customers found by the server. */
import { useMemo } from "react";
import { keepPreviousData, queryOptions, useQueries, useQuery } from "@tanstack/react-query";
import { useNavigate, useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../../api/client";
import { useSession } from "../../api/session";
import { changeLanguage, languages } from "../../i18n";
import { useDebounced } from "../../features/customers/useDebounced";
import { customerQuery } from "../../features/customer/queries";
import { appearances, useDisplay } from "../../ui/display";
import { useWords } from "../../ui/words";
import { usePages } from "../pages";
import { actions } from "./actions";
import { customerOf, recentPaths } from "./recent";

export interface Command {
  id: string;
  label: string;
  /** Beside the label: where it belongs, or what tells two customers apart. */
  detail?: string;
  /** The keys that do the same without the palette. */
  keys?: string;
  run(): void;
}

export interface CommandGroup {
  key: "recent" | "pages" | "actions" | "customers";
  commands: Command[];
}

const found = 6;
const settleMs = 160;

const foundQuery = (q: string) =>
  queryOptions({
    queryKey: ["customers", "palette", q],
    queryFn: ({ signal }) => unwrap(api.GET("/api/v1/customers", { params: { query: { q, kind: "all", limit: found } }, signal })),
    placeholderData: keepPreviousData,
  });

export interface Offered {
  groups: CommandGroup[];
  searching: boolean;
  error: Error | null;
}

export function useCommands(typed: string, showHelp: () => void): Offered {
  const { i18n } = useTranslation();
  const router = useRouter();
  const words = useWords();
  const { user } = useSession();
  const pages = usePages();
  const others = useActions(showHelp);
  const text = typed.trim().toLocaleLowerCase(i18n.language);
  const q = useDebounced(typed.trim(), settleMs);
  const customers = useQuery({ ...foundQuery(q), enabled: q !== "" });

  const paths = useMemo(() => recentPaths(user.id).filter((path) => path !== router.state.location.pathname), [user.id, router]);
  const ids = paths.map(customerOf).filter((id) => id !== undefined);
  const known = useQueries({ queries: ids.map((id) => ({ ...customerQuery(id), retry: false })) });

  const go = (href: string) => () => void router.navigate({ href });
  const goPages: Command[] = pages.map(({ to, label, group, keys }) => ({
    id: `page:${to}`, label, ...(group ? { detail: group } : {}), ...(keys ? { keys } : {}), run: go(to),
  }));
  const recent: Command[] = paths.flatMap((path) => {
    const id = customerOf(path);
    if (!id) return goPages.filter((page) => page.id === `page:${path}`).map((page) => ({ ...page, id: `recent:${path}` }));
    const customer = known[ids.indexOf(id)]?.data;
    return customer ? [{ id: `recent:${path}`, label: words.customer(customer), detail: words.customerKind(customer.kind), run: go(path) }] : [];
  });
  const matching = (commands: Command[]) =>
    commands.filter(({ id, label, detail }) => [label, detail ?? "", id].some((one) => one.toLocaleLowerCase(i18n.language).includes(text)));
  const people: Command[] = (text && q ? (customers.data?.data ?? []) : []).map((customer) => {
    const identity = customer.identities.find(({ context }) => !context);
    return {
      id: `customer:${customer.id}`,
      label: words.customer(customer),
      ...(identity ? { detail: `${words.identity(identity.kind)} ${identity.value}` } : {}),
      run: go(`/customers/${customer.id}`),
    };
  });
  const all: CommandGroup[] = text
    ? [
        { key: "pages", commands: matching(goPages) },
        { key: "actions", commands: matching(others) },
        { key: "customers", commands: people },
      ]
    : [
        { key: "recent", commands: recent },
        { key: "pages", commands: goPages },
        { key: "actions", commands: others },
      ];
  return {
    groups: all.filter(({ commands }) => commands.length > 0),
    searching: text !== "" && (q !== typed.trim() || customers.isFetching),
    error: text ? customers.error : null,
  };
}

function useActions(showHelp: () => void): Command[] {
  const { t, i18n } = useTranslation();
  const { permissions: mine } = useSession();
  const { mode, setAppearance } = useDisplay();
  const navigate = useNavigate();
  const begin: Command[] = actions
    .filter(({ needs }) => mine.includes(needs))
    .map(({ key, href }) => ({ id: `action:${key}`, label: t(`palette.actions.${key}`), run: () => void navigate({ href }) }));
  const appearance = appearances.filter((one) => one !== "auto" && one !== mode);
  const language = languages.filter((one) => one !== i18n.language);
  return [
    ...begin,
    ...appearance.map((one) => ({ id: `appearance:${one}`, label: t("palette.appearance", { appearance: t(`app.themes.${one}`) }), run: () => setAppearance(one) })),
    // In its own language, so that whoever needs it can read it.
    ...language.map((one) => ({ id: `language:${one}`, label: t("palette.language", { language: t(`app.languages.${one}`) }), run: () => void changeLanguage(one, true) })),
    { id: "action:help", label: t("shortcuts.title"), keys: "?", run: showHelp },
  ];
}
