/** A filter in words: one part for each thing that narrows the list, each with the filter that is left without it. */
import { useTranslation } from "react-i18next";
import { useNumbers } from "../../ui/numbers";
import { useClock } from "../../ui/time";
import { useWords } from "../../ui/words";
import { useAttributeLabel } from "../customer/AttributesPanel";
import type { CustomersSearch } from "./filter";

export interface Part {
  key: string;
  text: string;
  rest: CustomersSearch;
}

/** `30d` is thirty days ago. */
export const daysOf = (moment: string | null | undefined) => (moment?.endsWith("d") ? Number(moment.slice(0, -1)) : undefined);

export function useDescription(): (search: CustomersSearch) => Part[] {
  const { t } = useTranslation();
  const words = useWords();
  const clock = useClock();
  const numbers = useNumbers();
  const label = useAttributeLabel();

  const span = (from: string | null | undefined, until: string | null | undefined) => {
    const [since, before] = [daysOf(from), daysOf(until)];
    if (since !== undefined) return t("customers.filters.within", { count: since });
    if (before !== undefined) return t("customers.filters.not_for", { count: before });
    const day = (at: string) => clock.date(at);
    if (from && until) return t("customers.filters.between", { from: day(from), until: day(new Date(Date.parse(until) - 1).toISOString()) });
    return from ? t("customers.filters.from", { from: day(from) }) : t("customers.filters.before", { until: day(until ?? "") });
  };

  return (search) => {
    const parts: Part[] = [];
    const add = (text: string, ...names: (keyof CustomersSearch)[]) => {
      const rest = { ...search };
      for (const name of names) delete rest[name];
      parts.push({ key: names.join(" "), text, rest });
    };
    const either = (list: string[]) => list.join(t("customers.filters.or"));
    if (search.customer_kind?.length) add(either(search.customer_kind.map((kind) => words.customerKind(kind))), "customer_kind");
    if (search.tag?.length) add(t("customers.filters.tag", { tag: either(search.tag) }), "tag");
    if (search.channel?.length) add(t("customers.filters.channel", { channel: either(search.channel.map((code) => words.channel(code))) }), "channel");
    if (search.last_touch_from || search.last_touch_until) {
      add(t("customers.filters.last_touch", { span: span(search.last_touch_from, search.last_touch_until) }), "last_touch_from", "last_touch_until");
    }
    if (search.first_touch_from || search.first_touch_until) {
      add(t("customers.filters.first_touch", { span: span(search.first_touch_from, search.first_touch_until) }), "first_touch_from", "first_touch_until");
    }
    if (search.orders_min) add(t("customers.filters.orders", { orders: numbers.count(search.orders_min) }), "orders_min");
    if (search.spend_min) {
      const shown = new Intl.NumberFormat(undefined, { maximumFractionDigits: 4 }).format(Number(search.spend_min));
      add(t("customers.filters.spend", { amount: shown, currency: search.currency ?? "" }), "spend_min", "currency");
    }
    for (const one of search.attribute ?? []) {
      const at = one.indexOf("=");
      const rest = { ...search, attribute: search.attribute?.filter((other) => other !== one) };
      parts.push({ key: `attribute ${one}`, text: t("customers.filters.attribute", { name: label(one.slice(0, at)), value: one.slice(at + 1) }), rest: rest as CustomersSearch });
    }
    if (search.consent) {
      const [purpose = "", channel] = search.consent.split(":");
      add(
        channel
          ? t("customers.filters.consent_on", { purpose: words.purpose(purpose), channel: words.channel(channel) })
          : t("customers.filters.consent", { purpose: words.purpose(purpose) }),
        "consent",
      );
    }
    if (search.finding) add(words.fault(search.finding, label), "finding");
    if (search.customer?.length) add(t("customers.filters.chosen", { count: search.customer.length }), "customer");
    return parts;
  };
}
