/** Value and rhythm in small pictures: touches by week, hours of the week, spend by month. Each is said in words as well. */
import { Suspense, lazy, useState } from "react";
import { Button, Skeleton } from "antd";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Customer, Month, Rhythm, Week } from "../../api/types";
import { useNumbers } from "../../ui/numbers";
import { Panel } from "../../ui/panel";
import { Failure } from "../../ui/states";
import { useZone } from "../../ui/time";
import { rhythmQuery } from "./queries";
import { useDates } from "./useDates";
import styles from "./rhythm.module.css";

// The chart library is heavier than the page; the words do not wait for it.
const RhythmCharts = lazy(() => import("./RhythmCharts"));

export function RhythmPanel({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const rhythm = useQuery(rhythmQuery(customer.id, useZone()));
  const [tables, setTables] = useState(false);
  const any = rhythm.data && (rhythm.data.weeks.some(({ touches }) => touches > 0) || rhythm.data.months.some(({ orders }) => orders > 0));
  return (
    <Panel
      title={t("customer.rhythm.title")}
      extra={
        any && (
          <Button type="link" size="small" aria-pressed={tables} onClick={() => setTables(!tables)}>
            {t(tables ? "customer.rhythm.as_pictures" : "customer.rhythm.as_tables")}
          </Button>
        )
      }
    >
      {rhythm.isPending && <Skeleton active title={false} paragraph={{ rows: 5 }} />}
      {rhythm.isError && <Failure error={rhythm.error} retry={() => void rhythm.refetch()} />}
      {rhythm.data && !any && <p className={styles.quiet}>{t("customer.rhythm.empty")}</p>}
      {rhythm.data && any && (tables ? <Tables rhythm={rhythm.data} /> : <Pictures rhythm={rhythm.data} />)}
    </Panel>
  );
}

/** What a look at each picture would tell. */
function useSaid() {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const dates = useDates();
  return {
    weeks: (weeks: Week[]) => {
      const busiest = weeks.reduce((best, week) => (week.touches > best.touches ? week : best), { from: "", touches: 0 });
      if (busiest.touches === 0) return t("customer.rhythm.no_touches");
      const quiet = weeks.filter(({ touches }) => touches === 0).length;
      return t("customer.rhythm.weeks_said", { touches: numbers.count(busiest.touches), week: dates.day(busiest.from), quiet: numbers.count(quiet) });
    },
    hours: (hours: number[][]) => {
      let best = { day: 0, hour: 0, days: 0 };
      hours.forEach((row, day) => row.forEach((days, hour) => days > best.days && (best = { day, hour, days })));
      if (best.days === 0) return t("customer.rhythm.no_touches");
      return t("customer.rhythm.hours_said", { day: dates.weekday(best.day), hour: dates.hours(best.hour) });
    },
    months: (months: Month[]) => {
      const orders = months.reduce((sum, month) => sum + month.orders, 0);
      if (orders === 0) return t("customer.rhythm.no_orders");
      const buying = months.filter((month) => month.orders > 0).length;
      return t("customer.rhythm.months_said", { orders: numbers.count(orders), months: numbers.count(buying) });
    },
  };
}

function Pictures({ rhythm }: { rhythm: Rhythm }) {
  const { t } = useTranslation();
  const said = useSaid();
  const parts = [
    { part: "weeks" as const, title: t("customer.rhythm.weeks"), text: said.weeks(rhythm.weeks) },
    { part: "hours" as const, title: t("customer.rhythm.hours"), text: said.hours(rhythm.hours) },
    { part: "months" as const, title: t("customer.rhythm.months"), text: said.months(rhythm.months) },
  ];
  return (
    <div className={styles.pictures}>
      {parts.map(({ part, title, text }) => (
        <figure key={part}>
          <figcaption>
            <strong>{title}</strong>
            <span>{text}</span>
          </figcaption>
          {!(part === "months" && rhythm.months.every(({ orders }) => orders === 0)) && (
            <div className={styles[part]}>
              <Suspense fallback={null}>
                <RhythmCharts part={part} rhythm={rhythm} label={`${title}: ${text}`} />
              </Suspense>
            </div>
          )}
        </figure>
      ))}
    </div>
  );
}

function Tables({ rhythm }: { rhythm: Rhythm }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const dates = useDates();
  const hours = rhythm.hours.flatMap((row, day) => row.map((days, hour) => ({ day, hour, days }))).filter(({ days }) => days > 0);
  hours.sort((one, other) => other.days - one.days);
  return (
    <div className={styles.tables}>
      <Rows
        title={t("customer.rhythm.weeks")}
        columns={[t("customer.rhythm.week"), t("customer.numbers.touches")]}
        rows={rhythm.weeks.filter(({ touches }) => touches > 0).map(({ from, touches }) => [dates.day(from), numbers.count(touches)])}
      />
      <Rows
        title={t("customer.rhythm.hours")}
        columns={[t("customer.rhythm.hour"), t("customer.rhythm.days")]}
        rows={hours.slice(0, 20).map(({ day, hour, days }) => [`${dates.weekday(day)} ${dates.hours(hour)}`, numbers.count(days)])}
      />
      <Rows
        title={t("customer.rhythm.months")}
        columns={[t("customer.rhythm.month"), t("customer.numbers.orders"), t("customer.numbers.spend")]}
        rows={rhythm.months
          .filter(({ orders }) => orders > 0)
          .map(({ month, orders, spend }) => [dates.month(month), numbers.count(orders), spend.map(numbers.money).join(" · ")])}
      />
    </div>
  );
}

function Rows({ title, columns, rows }: { title: string; columns: string[]; rows: string[][] }) {
  if (rows.length === 0) return null;
  return (
    <table>
      <caption>{title}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([first, ...rest]) => (
          <tr key={first}>
            <th scope="row">{first}</th>
            {rest.map((cell, index) => (
              <td key={index}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
