/** How this viewer wants to see the interface: appearance and language, kept on this device. */
import { createContext, use, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { ReactNode } from "react";
import { App, ConfigProvider } from "antd";
import { SearchOutlined } from "@ant-design/icons";
import type { Locale } from "antd/es/locale";
import { useTranslation } from "react-i18next";
import { antThemeFor, applyMode } from "./theme";
import type { Mode } from "./theme";

export type Appearance = "auto" | Mode;
export const appearances: Appearance[] = ["auto", "light", "dark"];

const storageKey = "rapport.appearance";
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const stillness = window.matchMedia("(prefers-reduced-motion: reduce)");

const antLocales: Record<string, () => Promise<{ default: Locale }>> = {
  "zh-CN": () => import("antd/es/locale/zh_CN"),
  en: () => import("antd/es/locale/en_US"),
};

interface Display {
  appearance: Appearance;
  mode: Mode;
  setAppearance(appearance: Appearance): void;
}

const DisplayContext = createContext<Display | null>(null);

export function useDisplay(): Display {
  const display = use(DisplayContext);
  if (!display) throw new Error("useDisplay outside of DisplayProvider");
  return display;
}

function storedAppearance(): Appearance {
  const stored = localStorage.getItem(storageKey);
  return stored === "light" || stored === "dark" ? stored : "auto";
}

function useMatches(query: MediaQueryList): boolean {
  return useSyncExternalStore(
    (changed) => {
      query.addEventListener("change", changed);
      return () => query.removeEventListener("change", changed);
    },
    () => query.matches,
  );
}

/** The button beside a search field has this sign alone, and so its name as well. */
function SearchSign({ name }: { name: string }) {
  return (
    <>
      <SearchOutlined />
      <span className="sr-only">{name}</span>
    </>
  );
}

export function DisplayProvider({ children }: { children: ReactNode }) {
  const [appearance, choose] = useState<Appearance>(storedAppearance);
  const systemDark = useMatches(dark);
  const still = useMatches(stillness);
  const mode: Mode = appearance === "auto" ? (systemDark ? "dark" : "light") : appearance;
  const { t, i18n } = useTranslation();
  const [locale, setLocale] = useState<Locale>();

  useEffect(() => applyMode(mode), [mode]);

  useEffect(() => {
    let current = true;
    void antLocales[i18n.language]?.().then((loaded) => current && setLocale(loaded.default));
    return () => {
      current = false;
    };
  }, [i18n.language]);

  const display = useMemo<Display>(
    () => ({
      appearance,
      mode,
      setAppearance: (next) => {
        localStorage.setItem(storageKey, next);
        choose(next);
      },
    }),
    [appearance, mode],
  );

  return (
    <DisplayContext value={display}>
      <ConfigProvider theme={antThemeFor(mode, !still)} {...(locale ? { locale } : {})} button={{ autoInsertSpace: false }} inputSearch={{ searchIcon: <SearchSign name={t("app.search")} /> }}>
        <App component={false}>{children}</App>
      </ConfigProvider>
    </DisplayContext>
  );
}
