/** The tabs above the pages of one place. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useSections } from "./navigation";
import type { SectionGroup } from "./navigation";
import styles from "./sections.module.css";

export function Sections({ of }: { of: SectionGroup }) {
  const { t } = useTranslation();
  const found = useSections(of);
  if (found.length < 2) return null;
  return (
    <nav className={styles.sections} aria-label={t(`app.nav.${of}`)}>
      {found.map(({ key, to }) => (
        <Link key={key} to={to} activeProps={{ "aria-current": "page" }} activeOptions={{ includeSearch: false }}>
          {t(`app.sections.${key}`)}
        </Link>
      ))}
    </nav>
  );
}
