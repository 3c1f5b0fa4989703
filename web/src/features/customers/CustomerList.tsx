/**
 * The list itself. Only what is in view is in the document; the next page is fetched before its end is reached.
 * Keys: j and k or the arrows move, Enter opens, x chooses.
 */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useTranslation } from "react-i18next";
import type { Customer, CustomerFilter } from "../../api/types";
import { ListHead } from "./ListHead";
import { CustomerRow } from "./CustomerRow";
import { grid } from "./columns";
import type { Column } from "./columns";
import type { Selection } from "./useSelection";
import { useListKeys } from "./useListKeys";
import styles from "./customers.module.css";

interface Props {
  rows: Customer[];
  columns: Column[];
  filter: CustomerFilter;
  sort(by: NonNullable<CustomerFilter["sort"]>): void;
  selection: Selection;
  selectable: boolean;
  more: boolean;
  loading: boolean;
  load(): void;
}

const rowHeight = 60;
const narrowRowHeight = 84;
const ahead = 20;
const tries = 12;

export function CustomerList({ rows, columns, filter, sort, selection, selectable, more, loading, load }: Props) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  const narrow = useNarrow();
  const height = narrow ? narrowRowHeight : rowHeight;
  const { template, least } = grid(columns);

  useLayoutEffect(() => {
    if (!list.current) return;
    const measure = () => list.current && setTop(list.current.getBoundingClientRect().top + window.scrollY);
    measure();
    // Chips of filters above come and go.
    const watch = new ResizeObserver(measure);
    watch.observe(document.body);
    return () => watch.disconnect();
  }, [narrow]);

  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => height,
    overscan: 10,
    scrollMargin: top,
    // The tools above stay in view, so a row that is brought into view must not end below them.
    scrollPaddingStart: 130,
    scrollPaddingEnd: 90,
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  useEffect(() => virtual.measure(), [virtual, height]);

  const items = virtual.getVirtualItems();
  const last = items[items.length - 1]?.index ?? 0;
  useEffect(() => {
    if (more && !loading && last >= rows.length - ahead) load();
  }, [more, loading, last, rows.length, load]);

  const focus = useCallback(
    (index: number) => {
      virtual.scrollToIndex(index, { align: "auto" });
      const reach = (left: number) => {
        const link = list.current?.querySelector<HTMLElement>(`[data-index="${index}"] a`);
        if (link) link.focus({ preventScroll: true });
        else if (left > 0) requestAnimationFrame(() => reach(left - 1));
      };
      reach(tries);
    },
    [virtual],
  );
  useListKeys({ list, count: rows.length, focus, choose: (index) => selectable && rows[index] && selection.toggle(rows[index].id) });

  const { select } = selection;
  const ids = useRef<string[]>([]);
  ids.current = rows.map(({ id }) => id);
  const choose = useCallback((id: string, on: boolean, range: boolean) => select(id, on, range ? ids.current : undefined), [select]);

  return (
    <div className={styles.scroll}>
      <div style={narrow ? undefined : { minWidth: least }}>
        {!narrow && <ListHead columns={columns} template={template} filter={filter} sort={sort} rows={rows} selection={selection} selectable={selectable} />}
        <ul ref={list} className={styles.rows} style={{ height: virtual.getTotalSize() }} aria-label={t("customers.list")}>
          {items.map((item) => {
            const customer = rows[item.index];
            if (!customer) return null;
            return (
              <li
                key={item.key}
                data-index={item.index}
                style={{ height, transform: `translateY(${item.start - top}px)` }}
                aria-posinset={item.index + 1}
                aria-setsize={more ? -1 : rows.length}
              >
                <CustomerRow
                  customer={customer}
                  columns={columns}
                  template={template}
                  narrow={narrow}
                  selectable={selectable}
                  selected={selection.has(customer.id)}
                  select={choose}
                />
              </li>
            );
          })}
        </ul>
      </div>
      <p className={styles.foot} role="status">
        {more ? t("app.loading_more") : t("app.end")}
      </p>
    </div>
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
