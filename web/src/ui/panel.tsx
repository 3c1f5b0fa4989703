/** A titled surface; and the heading of a page. */
import { useId } from "react";
import type { ReactNode } from "react";
import { useDocumentTitle } from "./useDocumentTitle";
import styles from "./panel.module.css";

export function Panel({ title, extra, children, flush = false }: { title: string; extra?: ReactNode; children: ReactNode; flush?: boolean }) {
  const id = useId();
  return (
    <section className={styles.panel} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {extra}
      </header>
      <div className={flush ? undefined : styles.body}>{children}</div>
    </section>
  );
}

export function PageTitle({ title, intro, actions }: { title: string; intro?: ReactNode; actions?: ReactNode }) {
  useDocumentTitle(title);
  return (
    <div className={styles.title}>
      <div>
        <h1>{title}</h1>
        {intro && <p>{intro}</p>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
