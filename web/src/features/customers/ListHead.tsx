/** The names of the columns; those that the list can be sorted by are buttons, and say how it is. */
import { CaretDownOutlined, CaretUpOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import type { Customer, CustomerFilter } from "../../api/types";
import type { Column } from "./columns";
import type { Selection } from "./useSelection";
import styles from "./customers.module.css";

interface Props {
  columns: Column[];
  template: string;
  filter: CustomerFilter;
  sort(by: NonNullable<CustomerFilter["sort"]>): void;
  rows: Customer[];
  selection: Selection;
  selectable: boolean;
}

export function ListHead({ columns, template, filter, sort, rows, selection, selectable }: Props) {
  const { t } = useTranslation();
  const by = filter.sort ?? (filter.q ? undefined : "last_touch");
  const rising = filter.order === "asc";
  const chosen = rows.length > 0 && rows.every(({ id }) => selection.has(id));
  return (
    <div className={styles.headRow}>
      {selectable && (
        <label className={styles.box}>
          <input
            type="checkbox"
            aria-label={t("customers.select.loaded")}
            checked={chosen}
            ref={(box) => {
              if (box) box.indeterminate = !chosen && selection.count > 0;
            }}
            onChange={() => (chosen ? selection.clear() : selection.add(rows.map(({ id }) => id)))}
          />
        </label>
      )}
      <div className={styles.head} style={{ gridTemplateColumns: template }}>
        <span aria-hidden="true">{t("customers.columns.customer")}</span>
        {columns.map(({ key, label, number, sort: field }) =>
          field ? (
            <span key={key} className={number ? styles.number : undefined}>
              <button
                type="button"
                className={styles.sort}
                aria-pressed={by === field}
                aria-label={by === field ? t(rising ? "customers.sort.rising" : "customers.sort.falling", { column: label }) : t("customers.sort.by", { column: label })}
                onClick={() => sort(field)}
              >
                {label}
                {by === field && (rising ? <CaretUpOutlined /> : <CaretDownOutlined />)}
              </button>
            </span>
          ) : (
            <span key={key} className={number ? styles.number : undefined} aria-hidden="true">
              {label}
            </span>
          ),
        )}
      </div>
    </div>
  );
}
