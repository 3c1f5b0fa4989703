/** Two pictures in ECharts: the hours of today over last week's, and the days. Loaded by itself. */
import { useEffect, useRef } from "react";
import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, TooltipComponent } from "echarts/components";
import { init, use as register } from "echarts/core";
import type { EChartsCoreOption } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useTranslation } from "react-i18next";
import type { Trend } from "../../api/types";
import { useDisplay } from "../../ui/display";
import { useNumbers } from "../../ui/numbers";
import { palettes } from "../../ui/theme";
import styles from "./today.module.css";

register([BarChart, LineChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer]);

export default function TrendChart({ trend }: { trend: Trend }) {
  const { t, i18n } = useTranslation();
  const { mode } = useDisplay();
  const numbers = useNumbers();
  const colors = palettes[mode];
  const day = new Intl.DateTimeFormat(i18n.language, { month: "numeric", day: "numeric", timeZone: "UTC" });
  const common = {
    animation: false,
    grid: { left: 4, right: 4, top: 10, bottom: 2, containLabel: true },
    tooltip: { trigger: "axis", backgroundColor: colors.raised, borderColor: colors.line, textStyle: { color: colors.text, fontSize: 13 } },
    yAxis: {
      type: "value",
      splitNumber: 3,
      axisLabel: { color: colors.muted, formatter: (value: number) => numbers.compact(value) },
      splitLine: { lineStyle: { color: colors.line } },
    },
  };
  const axis = (data: string[]) => ({ type: "category", data, axisTick: { show: false }, axisLine: { lineStyle: { color: colors.line } }, axisLabel: { color: colors.muted } });
  const hours: EChartsCoreOption = {
    ...common,
    xAxis: axis(Array.from({ length: 24 }, (_, hour) => `${hour}`)),
    series: [
      { name: t("today.trend.last_week"), type: "line", showSymbol: false, smooth: true, lineStyle: { color: colors.muted, type: "dashed", width: 1.5 }, itemStyle: { color: colors.muted }, data: trend.last_week },
      { name: t("today.trend.today"), type: "line", showSymbol: false, smooth: true, lineStyle: { color: colors.accent, width: 2.5 }, itemStyle: { color: colors.accent }, areaStyle: { color: colors.accent, opacity: 0.08 }, data: trend.today },
    ],
  };
  const days: EChartsCoreOption = {
    ...common,
    xAxis: axis(trend.days.map((one) => day.format(new Date(`${one.day}T00:00:00Z`)))),
    series: [{ name: t("today.touches"), type: "bar", barMaxWidth: 22, itemStyle: { color: colors.accent, borderRadius: [3, 3, 0, 0], opacity: 0.85 }, data: trend.days.map(({ touches }) => touches) }],
  };
  const sum = (values: number[]) => values.reduce((all, one) => all + one, 0);
  return (
    <>
      <figure>
        <figcaption>
          {t("today.trend.hours")}
          <span className={styles.key}>
            <i style={{ background: colors.accent }} /> {t("today.trend.today")} <i style={{ background: colors.muted }} /> {t("today.trend.last_week")}
          </span>
        </figcaption>
        <Chart option={hours} label={t("today.trend.hours_label", { today: numbers.count(sum(trend.today)), before: numbers.count(sum(trend.last_week)) })} />
      </figure>
      <figure>
        <figcaption>{t("today.trend.days", { count: trend.days.length })}</figcaption>
        <Chart option={days} label={t("today.trend.days_label", { count: trend.days.length, shown: numbers.count(sum(trend.days.map(({ touches }) => touches))) })} />
      </figure>
    </>
  );
}

function Chart({ option, label }: { option: EChartsCoreOption; label: string }) {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<ReturnType<typeof init>>(null);
  useEffect(() => {
    if (!element.current) return;
    const made = init(element.current, null, { renderer: "svg" });
    chart.current = made;
    const resized = new ResizeObserver(() => made.resize());
    resized.observe(element.current);
    return () => {
      resized.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption(option);
  });
  return <div ref={element} role="img" aria-label={label} className={styles.chart} />;
}
