/** What came back: how many, day by day, how often each answer was given, and one by one; it grows while it is looked at. */
import { Suspense, lazy, useEffect } from "react";
import { Button, Dropdown, Segmented, Skeleton } from "antd";
import { DownloadOutlined } from "@ant-design/icons";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import { openStream } from "../../api/stream";
import type { Form, FormResults } from "../../api/types";
import { useNumbers } from "../../ui/numbers";
import { Panel } from "../../ui/panel";
import { Failure, Teach } from "../../ui/states";
import { useClock } from "../../ui/time";
import { said } from "./definition";
import { exportAddress, formQuery, resultsQuery } from "./queries";
import { Submissions } from "./Submissions";
import styles from "./forms.module.css";

// The chart library is heavier than the page; the numbers do not wait for it.
const Chart = lazy(() => import("./Chart"));

export const periods = ["7", "30", "all"] as const;
export type Period = (typeof periods)[number];
const formats = ["csv", "jsonl", "parquet"] as const;
const gatherMs = 1_000;

export function Results({ form, period, share }: { form: Form; period: Period; share(): void }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const clock = useClock();
  const mayExport = useMay(permissions.exportCustomers);
  const from = period === "all" ? undefined : clock.dayKey(new Date(Date.now() - (Number(period) - 1) * 86_400_000).toISOString());
  const results = useQuery(resultsQuery(form.id, from));
  useArrivals(form);
  if (results.isPending) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (results.isError) return <Failure error={results.error} retry={() => void results.refetch()} />;
  if (period === "all" && results.data.submissions === 0 && results.data.views === 0) {
    return (
      <Panel title={t("forms.tabs.results")}>
        <Teach title={t("forms.results.empty.title")} action={<Button onClick={share}>{t("forms.results.empty.action")}</Button>}>
          {t("forms.results.empty.help")}
        </Teach>
      </Panel>
    );
  }
  return (
    <div className={styles.results}>
      <div className={styles.tools}>
        <Segmented<Period>
          aria-label={t("forms.results.period")}
          value={period}
          onChange={(chosen) => void navigate({ to: "/forms/$formId", params: { formId: form.id }, search: { tab: "results", ...(chosen === "all" ? {} : { period: chosen }) }, replace: true })}
          options={periods.map((value) => ({ value, label: t(`forms.periods.${value}`) }))}
        />
        {mayExport && form.submissions > 0 && (
          <Dropdown trigger={["click"]} menu={{ items: formats.map((format) => ({ key: format, label: <a href={exportAddress(form.id, format, i18n.language)} download>{t(`forms.results.formats.${format}`)}</a> })) }}>
            <Button icon={<DownloadOutlined />}>{t("forms.results.export")}</Button>
          </Dropdown>
        )}
      </div>
      <Figures results={results.data} />
      <Days results={results.data} />
      <Choices results={results.data} />
      <Submissions form={form} />
    </div>
  );
}

/** What comes in while somebody looks is fetched at most once a second. */
function useArrivals({ id, source }: Form) {
  const queries = useQueryClient();
  useEffect(() => {
    let timer: number | undefined;
    const close = openStream({
      onTouch: (touch) => {
        if (touch.source !== source) return;
        timer ??= window.setTimeout(() => {
          timer = undefined;
          void queries.invalidateQueries({ queryKey: formQuery(id).queryKey });
        }, gatherMs);
      },
      onDecision: () => undefined,
      onState: () => undefined,
    });
    return () => {
      close();
      window.clearTimeout(timer);
    };
  }, [id, source, queries]);
}

function Figures({ results }: { results: FormResults }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const figures = [
    ["submissions", numbers.count(results.submissions)],
    ["views", numbers.count(results.views)],
    ["completion", results.completion === null || results.completion === undefined ? t("app.none") : numbers.percent(results.completion)],
  ] as const;
  return (
    <dl className={styles.figures}>
      {figures.map(([key, value]) => (
        <div key={key}>
          <dt>{t(`forms.results.figures.${key}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Days({ results: { days } }: { results: FormResults }) {
  const { t, i18n } = useTranslation();
  if (days.length === 0) return null;
  // The days are the company's and have no hour: they are named as they are.
  const name = new Intl.DateTimeFormat(i18n.language, { month: "short", day: "numeric", timeZone: "UTC" });
  const names = days.map(({ date }) => name.format(new Date(`${date}T00:00:00Z`)));
  const series = (["submissions", "views"] as const).map((key) => ({ name: t(`forms.results.figures.${key}`), values: days.map((day) => day[key]) }));
  return (
    <Panel title={t("forms.results.days")}>
      <Suspense fallback={<Skeleton active />}>
        <Chart names={names} series={series} label={t("forms.results.days_chart")} />
      </Suspense>
      <Listed names={names} head={series.map((one) => one.name)} cells={days.map((day) => [day.submissions, day.views])} label={t("forms.results.days")} />
    </Panel>
  );
}

function Choices({ results: { fields } }: { results: FormResults }) {
  const { t, i18n } = useTranslation();
  const numbers = useNumbers();
  // A box has one answer, which needs no picture.
  const isBox = ({ kind }: { kind: string }) => kind === "checkbox" || kind === "consent";
  const counted = fields.filter((field) => field.choices.length > 0 && !isBox(field));
  const ticked = fields.filter((field) => field.answered > 0 && isBox(field));
  if (counted.length + ticked.length === 0) return null;
  return (
    <div className={styles.charts}>
      {counted.map((field) => {
        const label = said(field.label, i18n.language);
        const names = field.choices.map((choice) => said(choice.label, i18n.language) || choice.value);
        const values = field.choices.map(({ count }) => count);
        const told = values.map((count) => (field.answered > 0 ? `${numbers.count(count)} · ${numbers.percent(count / field.answered)}` : numbers.count(count)));
        return (
          <Panel key={field.key} title={label} extra={<span className="muted">{t("forms.results.answered", { count: field.answered })}</span>}>
            <Suspense fallback={<Skeleton active />}>
              <Chart lying names={names} series={[{ name: label, values }]} told={told} label={t("forms.results.choice_chart", { name: label })} />
            </Suspense>
            <Listed names={names} head={[t("forms.results.times")]} cells={values.map((count) => [count])} label={label} />
          </Panel>
        );
      })}
      {ticked.length > 0 && (
        <Panel title={t("forms.results.ticked")}>
          <dl className={styles.ticked}>
            {ticked.map(({ key, label, answered }) => (
              <div key={key}>
                <dt>{said(label, i18n.language)}</dt>
                <dd>{numbers.count(answered)}</dd>
              </div>
            ))}
          </dl>
        </Panel>
      )}
    </div>
  );
}

/** The numbers of a chart for those who listen. */
function Listed({ names, head, cells, label }: { names: string[]; head: string[]; cells: number[][]; label: string }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  return (
    <div className="sr-only">
      <table aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t("forms.results.what")}</th>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((name, row) => (
            <tr key={`${name} ${row}`}>
              <th scope="row">{name}</th>
              {cells[row]?.map((cell, column) => <td key={head[column]}>{numbers.count(cell)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
