/** Every page the signed-in person may open, as the palette and the jumps want them: flat, with a name and keys. */
import { useTranslation } from "react-i18next";
import { usePlaces, useSections } from "./navigation";

export interface Page {
  to: string;
  label: string;
  /** The place it belongs to, where the place has several pages. */
  group?: string;
  keys?: string;
}

// What comes after `g`. The letters are of the English names; a page without one is a palette away.
const jumps: Record<string, string> = {
  "/": "t",
  "/customers": "c",
  "/touchpoints": "p",
  "/sources": "s",
  "/imports": "i",
  "/tracking-plan": "e",
  "/forms": "f",
  "/settings/company": "o",
  "/settings/people": "m",
  "/settings/audit": "a",
};

export function usePages(): Page[] {
  const { t } = useTranslation();
  const places = usePlaces();
  const data = useSections("data").map(({ key, to }) => ({ to, label: t(`app.sections.${key}`), group: t("app.nav.data") }));
  const settings = useSections("settings").map(({ key, to }) => ({ to, label: t(`app.sections.${key}`), group: t("app.nav.settings") }));
  const pages: Page[] = places.flatMap(({ key, to }): Page[] => {
    if (key === "data") return data;
    return key === "settings" ? settings : [{ to, label: t(`app.nav.${key}`) }];
  });
  return pages.map((page) => (jumps[page.to] ? { ...page, keys: `g ${jumps[page.to]}` } : page));
}
