/** One customer in a list: a box to choose them by, and a row that is the way to them. On a phone, a card. */
import { memo } from "react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Customer } from "../../api/types";
import { useNumbers } from "../../ui/numbers";
import { Ago } from "../../ui/time";
import { useWords } from "../../ui/words";
import type { Column } from "./columns";
import { CustomerSign } from "./CustomerSign";
import styles from "./customers.module.css";

interface Props {
  customer: Customer;
  columns: Column[];
  template: string;
  narrow: boolean;
  selectable: boolean;
  selected: boolean;
  /** `range`: with everything since the one that was chosen before. */
  select(id: string, on: boolean, range: boolean): void;
}

export const CustomerRow = memo(function CustomerRow({ customer, columns, template, narrow, selectable, selected, select }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const name = words.customer(customer);
  return (
    <div className={styles.item} data-selected={selected || undefined}>
      {selectable && (
        <label className={styles.box}>
          <input
            type="checkbox"
            checked={selected}
            tabIndex={-1}
            aria-label={t("customers.select.one", { name })}
            onChange={() => undefined}
            onClick={(event) => select(customer.id, event.currentTarget.checked, event.shiftKey)}
          />
        </label>
      )}
      <Link to="/customers/$customerId" params={{ customerId: customer.id }} className={narrow ? styles.card : styles.row} style={narrow ? undefined : { gridTemplateColumns: template }}>
        <span className={styles.who}>
          <CustomerSign customer={customer} />
          <span className="ellipsis">
            <span className={styles.name}>{name}</span>
            {customer.tags.length > 0 && <span className={styles.tags}>{customer.tags.slice(0, 3).join(" · ")}</span>}
          </span>
        </span>
        {narrow ? (
          <Card customer={customer} />
        ) : (
          columns.map((column) => (
            <span key={column.key} className={column.number ? styles.number : styles.cell}>
              <span className="sr-only">{column.label} </span>
              {column.cell(customer)}
            </span>
          ))
        )}
      </Link>
    </div>
  );
});

/** What a small screen has room for. */
function Card({ customer }: { customer: Customer }) {
  const words = useWords();
  const numbers = useNumbers();
  const best = words.reach(customer);
  return (
    <>
      <span className={styles.last}>
        <Ago at={customer.last_touch_at} />
      </span>
      <span className={`${styles.reach} ellipsis`}>{best}</span>
      <span className={styles.spend}>{customer.spend[0] ? numbers.money(customer.spend[0]) : null}</span>
    </>
  );
}
