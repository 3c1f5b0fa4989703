/**
 * The columns of the list. The first is always who it is; the others are chosen, and stand in this order.
 * One more column: an entry here and its word.
 */
import type { ReactNode } from "react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Customer, CustomerFilter } from "../../api/types";
import { ChannelBar } from "../../ui/channel";
import { bestIdentities } from "../../ui/identities";
import { useNumbers } from "../../ui/numbers";
import { Ago } from "../../ui/time";
import { useWords } from "../../ui/words";
import { attributesQuery } from "../customer/edits";
import { useAttributeLabel } from "../customer/AttributesPanel";
import styles from "./customers.module.css";

export interface Column {
  key: string;
  label: string;
  /** Its share of the row, as a grid's track. */
  width: string;
  least: number;
  number?: boolean;
  /** What a click on its head sorts by. */
  sort?: NonNullable<CustomerFilter["sort"]>;
  cell(customer: Customer): ReactNode;
}

export const usualColumns = ["identities", "channels", "touches", "spend", "last_touch"];
export const columnsPreference = "customers.columns";
const attributePrefix = "attribute:";
const shownIdentities = 2;

/** Every column there can be. */
export function useColumns(): Column[] {
  const { t } = useTranslation();
  const words = useWords();
  const numbers = useNumbers();
  const label = useAttributeLabel();
  const attributes = useQuery(attributesQuery);
  const none = <span className="faint">{t("app.none")}</span>;
  const number = { width: "88px", least: 88, number: true } as const;
  const time = { width: "112px", least: 112, number: true } as const;
  const fixed: Column[] = [
    { key: "identities", label: t("customers.columns.identities"), width: "minmax(190px, 1.8fr)", least: 190, cell: (customer) => <Identities customer={customer} /> },
    { key: "tags", label: t("customers.columns.tags"), width: "minmax(120px, 1fr)", least: 120, cell: ({ tags }) => (tags.length > 0 ? <span className="ellipsis">{tags.join(" · ")}</span> : none) },
    { key: "kind", label: t("customers.columns.kind"), width: "88px", least: 88, cell: ({ kind }) => words.customerKind(kind) },
    { key: "channels", label: t("customers.columns.channels"), width: "minmax(80px, 0.7fr)", least: 80, cell: ({ channels }) => <ChannelBar channels={channels} label={t("customers.columns.channels")} /> },
    { key: "preferred_channel", label: t("customers.columns.preferred_channel"), width: "116px", least: 116, cell: ({ preferred_channel: channel }) => (channel ? words.channel(channel) : none) },
    { key: "touches", label: t("customers.columns.touches"), ...number, cell: ({ touches }) => numbers.count(touches) },
    { key: "orders", label: t("customers.columns.orders"), ...number, sort: "orders", cell: ({ orders }) => numbers.count(orders) },
    { key: "spend", label: t("customers.columns.spend"), width: "116px", least: 116, number: true, cell: ({ spend }) => (spend[0] ? numbers.money(spend[0]) : none) },
    { key: "first_touch", label: t("customers.columns.first_touch"), ...time, sort: "first_touch", cell: ({ first_touch_at: at }) => <Ago at={at} /> },
    { key: "last_touch", label: t("customers.columns.last_touch"), ...time, sort: "last_touch", cell: ({ last_touch_at: at }) => <Ago at={at} /> },
    { key: "created", label: t("customers.columns.created"), ...time, sort: "created", cell: ({ created_at: at }) => <Ago at={at} /> },
  ];
  const own = (attributes.data ?? []).map(({ name }): Column => ({
    key: attributePrefix + name,
    label: label(name),
    width: "minmax(110px, 0.8fr)",
    least: 110,
    cell: (customer) => <Attribute value={(customer.attributes as Record<string, unknown>)[name]} />,
  }));
  return [...fixed, ...own];
}

/** Those that were chosen, in the order of all. */
export function chosen(columns: Column[], keys: string[]): Column[] {
  return columns.filter(({ key }) => keys.includes(key));
}

/** The grid of a row, and how wide it is at least. */
export function grid(columns: Column[]): { template: string; least: number } {
  const first = 210;
  return {
    template: [`minmax(${first}px, 1.3fr)`, ...columns.map(({ width }) => width)].join(" "),
    least: columns.reduce((sum, { least }) => sum + least + 18, first + 76),
  };
}

function Attribute({ value }: { value: unknown }) {
  const { t } = useTranslation();
  if (value === undefined || value === null || value === "") return <span className="faint">{t("app.none")}</span>;
  const text = typeof value === "string" ? value : Array.isArray(value) ? value.join(" · ") : JSON.stringify(value);
  return <span className="ellipsis">{text}</span>;
}

function Identities({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const words = useWords();
  const identities = bestIdentities(customer.identities);
  const hidden = identities.length - shownIdentities;
  return (
    <span className={styles.identities}>
      {identities.length === 0 && <span className="faint">{t("customers.no_identity")}</span>}
      {identities.slice(0, shownIdentities).map((identity) => (
        <span key={identity.id} className="ellipsis" title={words.identity(identity.kind)}>
          {identity.value}
        </span>
      ))}
      {hidden > 0 && <span className={styles.more}>{t("customers.more_identities", { count: hidden })}</span>}
    </span>
  );
}
