/** What is known about a customer beyond identities and numbers; each value is edited where it stands. */
import { useState } from "react";
import { App, Button, Input, Select } from "antd";
import { EditOutlined, PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import type { Attribute, Customer } from "../../api/types";
import { Panel } from "../../ui/panel";
import { useFailureText } from "../../ui/states";
import { useWords } from "../../ui/words";
import { attributesQuery, qualityQuery, useEdit } from "./edits";
import styles from "./customer.module.css";

export function AttributesPanel({ customer, changed }: { customer: Customer; changed(): void }) {
  const { t } = useTranslation();
  const mayWrite = useMay(permissions.writeCustomers);
  const label = useAttributeLabel();
  const [editing, setEditing] = useState<string>();
  const entries = Object.entries(customer.attributes as Record<string, unknown>).filter(([, value]) => value !== null && value !== "");
  const close = () => setEditing(undefined);
  return (
    <Panel
      title={t("customer.attributes.title")}
      extra={
        mayWrite && (
          <Button type="text" size="small" icon={<PlusOutlined />} onClick={() => setEditing("")}>
            {t("customer.attributes.add")}
          </Button>
        )
      }
    >
      <Quality customer={customer} />
      {entries.length === 0 && editing === undefined && <p className={styles.quiet}>{t("customer.attributes.empty")}</p>}
      <dl className={styles.pairs}>
        {entries.map(([name, value]) => (
          <div key={name}>
            <dt>{label(name)}</dt>
            <dd>
              {editing === name ? (
                <Editor customer={customer} name={name} value={value} close={close} changed={changed} />
              ) : (
                <span className={styles.editable}>
                  <Value value={value} />
                  {mayWrite && (
                    <Button type="text" size="small" icon={<EditOutlined />} aria-label={t("customer.attributes.edit", { name: label(name) })} onClick={() => setEditing(name)} />
                  )}
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {editing === "" && <NewAttribute customer={customer} taken={entries.map(([name]) => name)} close={close} changed={changed} />}
    </Panel>
  );
}

/** What is missing or cannot be right, said where it can be put right. */
function Quality({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const label = useAttributeLabel();
  const found = useQuery(qualityQuery(customer.id));
  const told = (code: string, name: string) => {
    if (code === "missing") return t("customer.quality.missing", { name });
    if (code === "conflicting") return t("customer.quality.conflicting", { name });
    return t("customer.quality.implausible", { name });
  };
  if (!found.data?.length) return null;
  return (
    <ul className={styles.quality}>
      {found.data.map(({ code, attribute }) => (
        <li key={`${code} ${attribute}`}>{told(code, label(attribute))}</li>
      ))}
    </ul>
  );
}

export function useAttributeLabel(): (name: string) => string {
  const { i18n } = useTranslation();
  const words = useWords();
  const { data } = useQuery(attributesQuery);
  return (name) => {
    const defined = data?.find((one) => one.name === name);
    return (i18n.language === "en" ? defined?.label_en : defined?.label_zh) || words.attribute(name);
  };
}

interface EditorProps {
  customer: Customer;
  name: string;
  value: unknown;
  close(): void;
  changed(): void;
}

function useSave({ customer, close, changed }: Pick<EditorProps, "customer" | "close" | "changed">) {
  const { message } = App.useApp();
  const failureText = useFailureText();
  const edit = useEdit(customer.id);
  const save = (name: string, value: unknown) =>
    edit.mutate({ attributes: { [name]: value } }, { onSuccess: () => (changed(), close()), onError: (error) => message.error(failureText(error)) });
  return { save, saving: edit.isPending };
}

/** An empty value takes the attribute away. */
function Editor({ name, value, ...props }: EditorProps) {
  const { t } = useTranslation();
  const { data } = useQuery(attributesQuery);
  const definition = data?.find((one) => one.name === name);
  const masked = typeof value === "string" && value.includes("*");
  const [text, setText] = useState(masked ? "" : typeof value === "string" ? value : JSON.stringify(value));
  const { save, saving } = useSave(props);
  return (
    <form
      className={styles.editor}
      onSubmit={(event) => {
        event.preventDefault();
        save(name, parsed(text, definition, value));
      }}
      onKeyDown={(event) => event.key === "Escape" && props.close()}
    >
      <ValueInput definition={definition} text={text} change={setText} label={name} placeholder={masked ? String(value) : ""} />
      <Button size="small" type="primary" htmlType="submit" loading={saving}>
        {t("settings.save")}
      </Button>
      <Button size="small" type="text" onClick={props.close}>
        {t("app.cancel")}
      </Button>
    </form>
  );
}

function NewAttribute({ taken, ...props }: Omit<EditorProps, "name" | "value"> & { taken: string[] }) {
  const { t } = useTranslation();
  const { data } = useQuery(attributesQuery);
  const [name, setName] = useState("");
  const [text, setText] = useState("");
  const { save, saving } = useSave(props);
  const definition = data?.find((one) => one.name === name);
  return (
    <form
      className={styles.newAttribute}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() && text.trim() && !taken.includes(name.trim())) save(name.trim(), parsed(text, definition, undefined));
      }}
    >
      <Input value={name} onChange={(event) => setName(event.target.value)} placeholder={t("customer.attributes.name")} aria-label={t("customer.attributes.name")} autoFocus maxLength={60} list="attribute-names" />
      <datalist id="attribute-names">
        {data?.filter((one) => !taken.includes(one.name)).map((one) => <option key={one.name} value={one.name} />)}
      </datalist>
      <ValueInput definition={definition} text={text} change={setText} label={t("customer.attributes.value")} placeholder={t("customer.attributes.value")} />
      <div className={styles.editor}>
        <Button size="small" type="primary" htmlType="submit" loading={saving}>
          {t("settings.save")}
        </Button>
        <Button size="small" type="text" onClick={props.close}>
          {t("app.cancel")}
        </Button>
      </div>
    </form>
  );
}

function ValueInput({ definition, text, change, label, placeholder }: { definition: Attribute | undefined; text: string; change(text: string): void; label: string; placeholder: string }) {
  const { t } = useTranslation();
  if (definition?.type === "bool") {
    return (
      <Select size="small" aria-label={label} value={text} onChange={change} options={["true", "false"].map((value) => ({ value, label: t(value === "true" ? "customer.attributes.yes" : "customer.attributes.no") }))} />
    );
  }
  if (definition?.type === "choice") {
    return <Select size="small" aria-label={label} value={text || null} onChange={change} style={{ minWidth: 120 }} options={definition.choices.map((value) => ({ value, label: value }))} />;
  }
  return <Input type={definition?.type === "date" ? "date" : definition?.type === "number" ? "number" : "text"} value={text} onChange={(event) => change(event.target.value)} aria-label={label} placeholder={placeholder} autoFocus={!placeholder} maxLength={500} />;
}

/** As its definition says, or else of the sort it was before. */
function parsed(text: string, definition: Attribute | undefined, before: unknown): unknown {
  if (text.trim() === "") return null;
  const type = definition?.type ?? (typeof before === "number" ? "number" : typeof before === "boolean" ? "bool" : Array.isArray(before) ? "list" : "text");
  if (type === "number") return Number(text);
  if (type === "bool") return text === "true";
  if (type === "list") return text.startsWith("[") ? JSON.parse(text) : text.split(/[,，]/).map((one) => one.trim());
  return text;
}

/** A value of any shape a source may send, readable. */
export function Value({ value }: { value: unknown }) {
  const { t } = useTranslation();
  if (typeof value === "boolean") return value ? t("customer.attributes.yes") : t("customer.attributes.no");
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return value.join(" · ");
  if (typeof value === "object" && value !== null) return <code className={styles.code}>{JSON.stringify(value)}</code>;
  return String(value);
}
