/** A small quiet label. */
import type { ReactNode } from "react";
import styles from "./tag.module.css";

export function Tag({ tone = "plain", title, children }: { tone?: "plain" | "accent" | "warn"; title?: string; children: ReactNode }) {
  return (
    <span className={`${styles.tag} ${styles[tone]}`} title={title}>
      {children}
    </span>
  );
}
