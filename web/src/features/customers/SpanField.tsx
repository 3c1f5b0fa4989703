/** When a touch was: some days back, not for some days, or between two days in the viewer's zone. */
import { useState } from "react";
import { Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useClock } from "../../ui/time";
import { daysOf } from "./describe";
import { Field } from "./FilterDrawer";
import styles from "./filters.module.css";

interface Props {
  label: string;
  from: string | null | undefined;
  until: string | null | undefined;
  /** Offers "not for so long" too. */
  silence?: boolean;
  change(from: string | undefined, until: string | undefined): void;
}

const days = [1, 7, 30, 90, 365];
const silent = [30, 90, 180, 365];
const oneDay = 86_400_000;

/** The first moment of a day on the wall. */
const begin = (day: string) => new Date(`${day}T00:00:00`);

export function SpanField({ label, from, until, silence = false, change }: Props) {
  const { t } = useTranslation();
  const { dayKey } = useClock();
  const since = daysOf(from);
  const before = daysOf(until);
  const exact = (from && since === undefined) || (until && before === undefined);
  const [open, setOpen] = useState(Boolean(exact));
  const value = since !== undefined ? `in ${since}` : before !== undefined ? `not ${before}` : open || exact ? "days" : "";
  const options = [
    { value: "", label: t("customers.filters.any_time") },
    ...days.map((count) => ({ value: `in ${count}`, label: t("customers.filters.within", { count }) })),
    ...(silence ? silent.map((count) => ({ value: `not ${count}`, label: t("customers.filters.not_for", { count }) })) : []),
    { value: "days", label: t("customers.filters.days") },
  ];
  const choose = (next: string) => {
    const [what, count] = next.split(" ");
    setOpen(what === "days");
    change(what === "in" ? `${count}d` : undefined, what === "not" ? `${count}d` : undefined);
  };
  return (
    <Field label={label}>
      <Select aria-label={label} value={value} onChange={choose} options={options} />
      {value === "days" && (
        <div className={styles.days}>
          <Input
            type="date"
            aria-label={t("customers.filters.first_day", { field: label })}
            value={from ? dayKey(from) : ""}
            onChange={(event) => change(event.target.value ? begin(event.target.value).toISOString() : undefined, until ?? undefined)}
          />
          <span aria-hidden="true">–</span>
          <Input
            type="date"
            aria-label={t("customers.filters.last_day", { field: label })}
            value={until ? dayKey(new Date(Date.parse(until) - 1).toISOString()) : ""}
            onChange={(event) => change(from ?? undefined, event.target.value ? new Date(begin(event.target.value).getTime() + oneDay).toISOString() : undefined)}
          />
        </div>
      )}
    </Field>
  );
}
