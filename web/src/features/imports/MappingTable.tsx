/** Which column is what: the server's guess, beside what the column holds, to be corrected. */
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useWords } from "../../ui/words";
import table from "../../ui/table.module.css";
import type { Sample } from "./sample";
import type { Holds } from "./run";
import styles from "./imports.module.css";

/** Column to field; an empty field leaves the column out. */
export type Mapping = Record<string, string>;

const identityKinds = ["phone", "email", "user_id", "card", "openid", "unionid", "external_userid", "anonymous_id", "device", "plate", "order", "id_hash"];
const orderFields = ["order_id", "total", "currency", "status", "products", "discount", "shipping"];

export function MappingTable({ holds, sample, mapping, change }: { holds: Holds; sample: Sample | undefined; mapping: Mapping; change(mapping: Mapping): void }) {
  const { t } = useTranslation();
  const options = useFields(holds);
  const columns = sample?.columns ?? Object.keys(mapping);
  return (
    <table className={`${table.table} ${styles.mapping}`} aria-label={t("imports.mapping.title")}>
      <thead>
        <tr>
          <th scope="col">{t("imports.mapping.column")}</th>
          <th scope="col">{t("imports.mapping.examples")}</th>
          <th scope="col">{t("imports.mapping.field")}</th>
        </tr>
      </thead>
      <tbody>
        {columns.map((column, place) => (
          <tr key={column}>
            <th scope="row">{column}</th>
            <td className="muted">{sample?.rows.map((row) => row[place]).filter(Boolean).slice(0, 3).join(" · ")}</td>
            <td>
              <Select
                aria-label={t("imports.mapping.field_of", { column })}
                className={styles.field}
                value={mapping[column] ?? ""}
                onChange={(field: string) => change({ ...mapping, [column]: field })}
                showSearch={{ optionFilterProp: "label" }}
                options={options(column, mapping[column] ?? "")}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function useFields(holds: Holds) {
  const { t } = useTranslation();
  const words = useWords();
  const own = { customers: "attribute", touches: "property", orders: "order" }[holds] as "attribute" | "property" | "order";
  const label = (field: string): string => {
    const [sort, name] = field.split(".", 2);
    if (sort === "attribute" && name) return t("imports.fields.attribute", { name });
    if (sort === "property" && name) return t("imports.fields.property", { name });
    if (sort === "order" && name) return orderFields.includes(name) ? t(`imports.order_fields.${name as "total"}`) : t("imports.fields.order", { name });
    if (field === "name") return t("imports.fields.name");
    if (field === "event") return t("imports.fields.event");
    if (field === "at") return t("imports.fields.at");
    if (field === "message_id") return t("imports.fields.message_id");
    return words.identity(field);
  };
  const fixed = [
    "name",
    ...identityKinds,
    ...(holds === "touches" ? ["event"] : []),
    ...(holds === "customers" ? [] : ["at", "message_id"]),
    ...(holds === "orders" ? orderFields.map((name) => `order.${name}`) : []),
  ];
  return (column: string, chosen: string) => {
    const fields = [...new Set([...fixed, `${own}.${column}`, ...(chosen ? [chosen] : [])])];
    return [{ value: "", label: t("imports.fields.nothing") }, ...fields.map((field) => ({ value: field, label: label(field) }))];
  };
}
