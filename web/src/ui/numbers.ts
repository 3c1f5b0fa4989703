/** Numbers and money by the rules of the viewer's language. Money arrives in minor units: 12.50 CNY is 1250. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Money } from "../api/types";

export interface Numbers {
  count(value: number): string;
  compact(value: number): string;
  percent(ratio: number): string;
  change(ratio: number): string;
  money(money: Money): string;
  minutes(value: number): string;
}

export function useNumbers(): Numbers {
  const { i18n } = useTranslation();
  const language = i18n.language;
  return useMemo(() => {
    const plain = new Intl.NumberFormat(language);
    const compact = new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 });
    const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
    const minutes = new Intl.NumberFormat(language, { style: "unit", unit: "minute", unitDisplay: "short" });
    const change = new Intl.NumberFormat(language, {
      style: "percent",
      maximumFractionDigits: 0,
      signDisplay: "exceptZero",
    });
    return {
      count: (value) => plain.format(value),
      compact: (value) => (value < 10_000 ? plain.format(value) : compact.format(value)),
      percent: (ratio) => percent.format(ratio),
      change: (ratio) => change.format(ratio),
      minutes: (value) => minutes.format(value),
      money: ({ currency, amount }) => {
        const format = new Intl.NumberFormat(language, { style: "currency", currency, currencyDisplay: "narrowSymbol" });
        const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
        return format.format(amount / 10 ** digits);
      },
    };
  }, [language]);
}
