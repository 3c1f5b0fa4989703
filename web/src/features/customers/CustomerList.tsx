/** The list itself. Only what is in view is in the document; the next page is fetched before its end is reached. */
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useTranslation } from "react-i18next";
import type { Customer } from "../../api/types";
import { CustomerRow } from "./CustomerRow";
import styles from "./customers.module.css";

interface Props {
  rows: Customer[];
  more: boolean;
  loading: boolean;
  load(): void;
}

const rowHeight = 60;
const narrowRowHeight = 84;
const ahead = 20;

export function CustomerList({ rows, more, loading, load }: Props) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  const narrow = useNarrow();
  const height = narrow ? narrowRowHeight : rowHeight;

  useLayoutEffect(() => {
    if (list.current) setTop(list.current.getBoundingClientRect().top + window.scrollY);
  }, [narrow]);

  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => height,
    overscan: 10,
    scrollMargin: top,
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  useEffect(() => virtual.measure(), [virtual, height]);

  const items = virtual.getVirtualItems();
  const last = items[items.length - 1]?.index ?? 0;
  useEffect(() => {
    if (more && !loading && last >= rows.length - ahead) load();
  }, [more, loading, last, rows.length, load]);

  return (
    <>
      <div className={styles.head} aria-hidden="true">
        <span>{t("customers.columns.customer")}</span>
        <span>{t("customers.columns.identities")}</span>
        <span>{t("customers.columns.channels")}</span>
        <span className={styles.number}>{t("customers.columns.touches")}</span>
        <span className={styles.number}>{t("customers.columns.spend")}</span>
        <span className={styles.number}>{t("customers.columns.last_touch")}</span>
      </div>
      <ul ref={list} className={styles.rows} style={{ height: virtual.getTotalSize() }} aria-label={t("customers.list")}>
        {items.map((item) => {
          const customer = rows[item.index];
          if (!customer) return null;
          return (
            <li
              key={item.key}
              style={{ height, transform: `translateY(${item.start - top}px)` }}
              aria-posinset={item.index + 1}
              aria-setsize={more ? -1 : rows.length}
            >
              <CustomerRow customer={customer} />
            </li>
          );
        })}
      </ul>
      <p className={styles.foot} role="status">
        {more ? t("app.loading_more") : t("app.end")}
      </p>
    </>
  );
}

function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => window.matchMedia("(max-width: 767px)").matches);
  useEffect(() => {
    const query = window.matchMedia("(max-width: 767px)");
    const changed = () => setNarrow(query.matches);
    query.addEventListener("change", changed);
    return () => query.removeEventListener("change", changed);
  }, []);
  return narrow;
}
