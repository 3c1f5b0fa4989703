/** What the server would refuse, said beside what it is about: by the place in the definition, in the viewer's language. */
import { createContext, use } from "react";
import { useTranslation } from "react-i18next";
import { wrongOf } from "./definition";
import styles from "./builder.module.css";

/** Places that are wrong, or none while nobody asked to keep the form. */
export const WrongPlaces = createContext<readonly string[]>([]);

/** `deep` also says what is wrong further in, where nothing else says it. */
export function Wrongs({ at, deep = false }: { at: string; deep?: boolean }) {
  const { t } = useTranslation();
  const places = use(WrongPlaces);
  const mine = places.filter((place) => place === at || (deep && (place.startsWith(`${at}.`) || place.startsWith(`${at}[`))));
  if (mine.length === 0) return null;
  const told = [...new Set(mine.map(wrongOf))];
  return (
    <div className={styles.wrong} role="alert">
      {told.map((wrong) => (
        <p key={wrong}>{t(`forms.wrong.${wrong}`)}</p>
      ))}
    </div>
  );
}

export const useIsWrong = (at: string): boolean => use(WrongPlaces).some((place) => place.startsWith(`${at}.`) || place === at);
