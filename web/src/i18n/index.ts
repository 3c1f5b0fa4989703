/**
 * Languages. Each is a folder of JSON files, one a feature, loaded as one chunk when it is chosen.
 * One more language: add its folder beside `en`, its loader and its name here; `npm run check:i18n` says what is missing.
 */
import i18next from "i18next";
import { initReactI18next } from "react-i18next";

export const languages = ["zh-CN", "en"] as const;
export type Language = (typeof languages)[number];

const loaders = {
  "zh-CN": () => import("./zh-CN"),
  en: () => import("./en"),
} as const;

const storageKey = "rapport.language";

export function isLanguage(value: unknown): value is Language {
  return languages.includes(value as Language);
}

/** What the viewer chose here before; otherwise what the browser prefers. */
function firstLanguage(): Language {
  const chosen = localStorage.getItem(storageKey);
  if (isLanguage(chosen)) return chosen;
  return navigator.languages.some((name) => name.toLowerCase().startsWith("zh")) ? "zh-CN" : "en";
}

export function hasChosenLanguage(): boolean {
  return isLanguage(localStorage.getItem(storageKey));
}

async function load(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, "translation")) return;
  const bundle = await loaders[language]();
  i18next.addResourceBundle(language, "translation", bundle.default);
}

export async function startI18n(): Promise<void> {
  const language = firstLanguage();
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: (await loaders[language]()).default } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = language;
}

/** Changes the language of the whole interface; `remember` keeps it for the next visit on this device. */
export async function changeLanguage(language: Language, remember: boolean): Promise<void> {
  if (remember) localStorage.setItem(storageKey, language);
  await load(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
