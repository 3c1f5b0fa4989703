/** What is known about a customer beyond identities and numbers. */
import { useTranslation } from "react-i18next";
import { Panel } from "../../ui/panel";
import styles from "./customer.module.css";

export function AttributesPanel({ attributes }: { attributes: Record<string, unknown> }) {
  const { t } = useTranslation();
  const entries = Object.entries(attributes).filter(([, value]) => value !== null && value !== "");
  return (
    <Panel title={t("customer.attributes.title")}>
      {entries.length === 0 && <p className={styles.quiet}>{t("customer.attributes.empty")}</p>}
      <dl className={styles.pairs}>
        {entries.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Value value={value} />
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

/** A value of any shape a source may send, readable. */
export function Value({ value }: { value: unknown }) {
  const { t } = useTranslation();
  if (typeof value === "boolean") return value ? t("customer.attributes.yes") : t("customer.attributes.no");
  if (typeof value === "object" && value !== null) return <code className={styles.code}>{JSON.stringify(value)}</code>;
  return String(value);
}
