/** All filters in one place. Each choice is asked at once, and the foot says how many are left. */
import { useState } from "react";
import type { ReactNode } from "react";
import { Button, Drawer, Input, InputNumber, Segmented, Select } from "antd";
import type { SelectProps } from "antd";
import { DeleteOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { permissions } from "../../api/permissions";
import { useMay, useSession } from "../../api/session";
import type { Attribute } from "../../api/types";
import { channelCodes } from "../../ui/channel";
import { useNumbers } from "../../ui/numbers";
import { useWords } from "../../ui/words";
import { useAttributeLabel } from "../customer/AttributesPanel";
import { attributesQuery } from "../customer/edits";
import { SpanField } from "./SpanField";
import { filterOf } from "./filter";
import type { CustomersSearch } from "./filter";
import { countQuery, findingsQuery, tagsQuery } from "./queries";
import styles from "./filters.module.css";

interface Props {
  search: CustomersSearch;
  set(part: Partial<CustomersSearch>): void;
  close(): void;
}

const purposes = ["marketing", "service", "profiling", "research", "newsletter", "tracking"];
const kinds = ["person", "household", "organisation"] as const;

export function FilterDrawer({ search, set, close }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const numbers = useNumbers();
  const count = useQuery(countQuery(filterOf(search)));
  const tags = useQuery(tagsQuery);
  return (
    <Drawer
      open
      onClose={close}
      title={t("customers.filters.title")}
      size={480}
      footer={
        <div className={styles.foot}>
          <Button type="primary" onClick={close}>
            {count.data ? t("customers.filters.show", { count: count.data.count, shown: numbers.count(count.data.count) }) : t("customers.filters.counting")}
          </Button>
        </div>
      }
    >
      <div className={styles.form}>
        <Field label={t("customers.filters.fields.kind")}>
          <Segmented
            block
            aria-label={t("customers.filters.fields.kind")}
            value={search.customer_kind?.[0] ?? ""}
            onChange={(kind) => set({ customer_kind: kind ? [kind as (typeof kinds)[number]] : [] })}
            options={[{ value: "", label: t("customers.filters.any") }, ...kinds.map((kind) => ({ value: kind, label: words.customerKind(kind) }))]}
          />
        </Field>
        <Field label={t("customers.filters.fields.tag")}>
          <Several
            mode="tags"
            aria-label={t("customers.filters.fields.tag")}
            value={search.tag ?? []}
            onChange={(tag: string[]) => set({ tag })}
            options={(tags.data ?? []).map((tag) => ({ value: tag, label: tag }))}
            placeholder={t("customers.filters.any_of")}
          />
        </Field>
        <Field label={t("customers.filters.fields.channel")}>
          <Several
            mode="multiple"
            aria-label={t("customers.filters.fields.channel")}
            value={search.channel ?? []}
            onChange={(channel: string[]) => set({ channel: channel as NonNullable<CustomersSearch["channel"]> })}
            options={channelCodes.map((code) => ({ value: code, label: words.channel(code) }))}
            optionFilterProp="label"
            placeholder={t("customers.filters.any_of")}
          />
        </Field>
        <SpanField label={t("customers.filters.fields.last_touch")} from={search.last_touch_from} until={search.last_touch_until} silence change={(last_touch_from, last_touch_until) => set({ last_touch_from, last_touch_until })} />
        <SpanField label={t("customers.filters.fields.first_touch")} from={search.first_touch_from} until={search.first_touch_until} change={(first_touch_from, first_touch_until) => set({ first_touch_from, first_touch_until })} />
        <Field label={t("customers.filters.fields.orders")}>
          <InputNumber aria-label={t("customers.filters.fields.orders")} min={0} precision={0} value={search.orders_min ?? null} onChange={(orders) => set({ orders_min: orders ?? undefined })} style={{ width: "100%" }} />
        </Field>
        <Spend search={search} set={set} />
        <Attributes search={search} set={set} />
        <Consent search={search} set={set} />
        <Finding search={search} set={set} />
      </div>
    </Drawer>
  );
}

/** Closes after each choice: over an open list, Tab would take the choice back. */
function Several(props: SelectProps<string[]>) {
  const [open, setOpen] = useState(false);
  return <Select<string[]> {...props} open={open} onOpenChange={setOpen} onSelect={() => setOpen(false)} />;
}

export function Field({ label, children, help }: { label: string; children: ReactNode; help?: string }) {
  return (
    <div className={styles.field}>
      <span className={styles.label}>{label}</span>
      {children}
      {help && <p className={styles.help}>{help}</p>}
    </div>
  );
}

type Part = Pick<Props, "search"> & { set(part: Partial<CustomersSearch>): void };

function Spend({ search, set }: Part) {
  const { t } = useTranslation();
  const { company } = useSession();
  const [currency, setCurrency] = useState(search.currency ?? company.currency ?? "CNY");
  const label = t("customers.filters.fields.spend");
  return (
    <Field label={label}>
      <div className={styles.pair}>
        <InputNumber<string>
          aria-label={label}
          min="0"
          stringMode
          value={search.spend_min ?? null}
          onChange={(amount) => set(amount ? { spend_min: String(amount), currency } : { spend_min: undefined, currency: undefined })}
          style={{ width: "100%" }}
        />
        <Input
          aria-label={t("customers.filters.currency")}
          value={currency}
          maxLength={3}
          onChange={(event) => {
            const code = event.target.value.toUpperCase();
            setCurrency(code);
            if (search.spend_min && /^[A-Z]{3}$/.test(code)) set({ currency: code });
          }}
        />
      </div>
    </Field>
  );
}

/** Only what is not personal: the rest is sealed, and says so. */
function Attributes({ search, set }: Part) {
  const { t } = useTranslation();
  const label = useAttributeLabel();
  const { data } = useQuery(attributesQuery);
  const open = data?.filter(({ personal }) => !personal) ?? [];
  const held = search.attribute ?? [];
  const nameOf = (one: string) => one.slice(0, one.indexOf("="));
  const free = open.filter(({ name }) => !held.some((one) => nameOf(one) === name));
  const [adding, setAdding] = useState<string>();
  const put = (name: string, value: string) => {
    const others = held.filter((one) => nameOf(one) !== name);
    set({ attribute: value.trim() ? [...others, `${name}=${value.trim()}`] : others });
    setAdding(undefined);
  };
  const rows = [...held.map(nameOf), ...(adding ? [adding] : [])];
  return (
    <Field label={t("customers.filters.fields.attribute")} help={t(open.length > 0 ? "customers.filters.sealed" : "customers.filters.none_open")}>
      {rows.map((name) => {
        const definition = open.find((one) => one.name === name);
        const value = held.find((one) => nameOf(one) === name)?.slice(name.length + 1) ?? "";
        return (
          <div key={name} className={styles.attribute}>
            <span>{label(name)}</span>
            <AttributeValue label={label(name)} definition={definition} value={value} put={(next) => put(name, next)} />
            <Button type="text" icon={<DeleteOutlined />} aria-label={t("customers.filters.remove", { filter: label(name) })} onClick={() => put(name, "")} />
          </div>
        );
      })}
      {free.length > 0 && (
        <Select
          aria-label={t("customers.filters.add_attribute")}
          value={null}
          onChange={(name: string) => setAdding(name)}
          options={free.map(({ name }) => ({ value: name, label: label(name) }))}
          placeholder={t("customers.filters.add_attribute")}
        />
      )}
    </Field>
  );
}

function AttributeValue({ label, definition, value, put }: { label: string; definition: Attribute | undefined; value: string; put(value: string): void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  const choices = definition?.type === "bool" ? ["true", "false"] : (definition?.choices ?? []);
  if (choices.length > 0) {
    const word = (choice: string) => (definition?.type !== "bool" ? choice : t(choice === "true" ? "customers.filters.yes" : "customers.filters.no"));
    return <Select aria-label={label} value={value || null} onChange={put} options={choices.map((choice) => ({ value: choice, label: word(choice) }))} />;
  }
  return <Input aria-label={label} value={text} onChange={(event) => setText(event.target.value)} onPressEnter={() => put(text)} onBlur={() => text !== value && put(text)} />;
}

function Consent({ search, set }: Part) {
  const { t } = useTranslation();
  const words = useWords();
  const [purpose = "", channel] = (search.consent ?? "").split(":");
  const label = t("customers.filters.fields.consent");
  const put = (next: string, on: string | undefined) => set({ consent: next ? (on ? `${next}:${on}` : next) : undefined });
  return (
    <Field label={label}>
      <div className={styles.pair}>
        <Select
          aria-label={label}
          allowClear
          value={purpose || null}
          onChange={(next: string | undefined) => put(next ?? "", channel)}
          options={[...new Set([...purposes, ...(purpose ? [purpose] : [])])].map((code) => ({ value: code, label: words.purpose(code) }))}
          placeholder={t("customers.filters.purpose")}
        />
        <Select
          aria-label={t("customers.filters.consent_channel")}
          allowClear
          disabled={!purpose}
          value={channel ?? null}
          onChange={(next: string | undefined) => put(purpose, next)}
          options={channelCodes.map((code) => ({ value: code, label: words.channel(code) }))}
          showSearch={{ optionFilterProp: "label" }}
          placeholder={t("customers.filters.any_channel")}
        />
      </div>
    </Field>
  );
}

function Finding({ search, set }: Part) {
  const { t } = useTranslation();
  const words = useWords();
  const label = useAttributeLabel();
  const may = useMay(permissions.readFigures);
  const found = useQuery({ ...findingsQuery, enabled: may });
  const known = (found.data ?? []).map(({ code, attribute }) => `${code}:${attribute}`);
  const all = ["any", ...new Set([...known, ...(search.finding && search.finding !== "any" ? [search.finding] : [])])];
  const field = t("customers.filters.fields.finding");
  return (
    <Field label={field}>
      <AutoSelect label={field} value={search.finding ?? null} change={(finding) => set({ finding })} options={all.map((code) => ({ value: code, label: words.fault(code, label) }))} />
    </Field>
  );
}

function AutoSelect({ label, value, change, options }: { label: string; value: string | null; change(value: string | undefined): void; options: { value: string; label: string }[] }) {
  const { t } = useTranslation();
  return <Select aria-label={label} allowClear value={value} onChange={(next: string | undefined) => change(next)} options={options} placeholder={t("customers.filters.any")} />;
}
