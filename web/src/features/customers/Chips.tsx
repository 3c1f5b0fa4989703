/** What narrows the list, in words; each part is taken away with a click. */
import { Button } from "antd";
import { CloseOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { useDescription } from "./describe";
import { isFiltered } from "./filter";
import type { CustomersSearch } from "./filter";
import styles from "./customers.module.css";

export function Chips({ search, go }: { search: CustomersSearch; go(search: CustomersSearch): void }) {
  const { t } = useTranslation();
  const describe = useDescription();
  if (!isFiltered(search)) return null;
  const { q, kind, sort, order } = search;
  const open = { ...(q ? { q } : {}), ...(kind ? { kind } : {}), ...(sort ? { sort } : {}), ...(order ? { order } : {}) };
  return (
    <ul className={styles.chips} aria-label={t("customers.filters.active")}>
      {describe(search).map(({ key, text, rest }) => (
        <li key={key} className={styles.chip}>
          <span>{text}</span>
          <button type="button" aria-label={t("customers.filters.remove", { filter: text })} onClick={() => go(rest)}>
            <CloseOutlined />
          </button>
        </li>
      ))}
      <li>
        <Button type="text" size="small" onClick={() => go(open)}>
          {t("customers.filters.clear")}
        </Button>
      </li>
    </ul>
  );
}
