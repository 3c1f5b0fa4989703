/** The small pictures of value and rhythm. The only module of them that knows ECharts; it is loaded by itself. */
import { useEffect, useRef } from "react";
import { BarChart, HeatmapChart } from "echarts/charts";
import { GridComponent, TooltipComponent, VisualMapComponent } from "echarts/components";
import { init, use as register } from "echarts/core";
import type { EChartsCoreOption, EChartsType } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useTranslation } from "react-i18next";
import type { Rhythm } from "../../api/types";
import { useDisplay } from "../../ui/display";
import { useNumbers } from "../../ui/numbers";
import { palettes } from "../../ui/theme";
import { useDates } from "./useDates";

register([BarChart, HeatmapChart, GridComponent, TooltipComponent, VisualMapComponent, SVGRenderer]);

interface Props {
  part: "weeks" | "hours" | "months";
  rhythm: Rhythm;
  label: string;
}

export default function RhythmCharts({ part, rhythm, label }: Props) {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  const option = useOption(part, rhythm);

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
    chart.current?.setOption(option, { notMerge: true });
  }, [option]);

  return <div ref={element} role="img" aria-label={label} style={{ position: "absolute", inset: 0 }} />;
}

function useOption(part: Props["part"], rhythm: Rhythm): EChartsCoreOption {
  const { t } = useTranslation();
  const { mode } = useDisplay();
  const numbers = useNumbers();
  const dates = useDates();
  const colors = palettes[mode];
  const text = { color: colors.muted, fontSize: 11 };
  const tooltip = { trigger: "item", confine: true, backgroundColor: colors.raised, borderColor: colors.line, textStyle: { color: colors.text, fontSize: 13 } };
  const bare = { axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false } };
  const touches = (count: number) => t("customer.rhythm.touches", { count, shown: numbers.count(count) });

  if (part === "hours") {
    const data = rhythm.hours.flatMap((row, day) => row.map((days, hour) => [hour, day, days]));
    return {
      animation: false,
      tooltip: {
        ...tooltip,
        formatter: ({ value: [hour = 0, day = 0, days = 0] }: { value: number[] }) => `${dates.weekday(day)} ${dates.hours(hour)}<br>${t("customer.rhythm.on_days", { count: days, shown: numbers.count(days) })}`,
      },
      grid: { left: 34, right: 4, top: 2, bottom: 24 },
      xAxis: { type: "category", data: Array.from({ length: 24 }, (_, hour) => String(hour)), axisLabel: { ...text, interval: 5 }, ...bare },
      yAxis: { type: "category", inverse: true, data: rhythm.hours.map((_, day) => dates.weekday(day)), axisLabel: text, ...bare },
      visualMap: { show: false, min: 0, max: Math.max(1, ...data.map(([, , days = 0]) => days)), inRange: { color: [colors.sunken, colors.accent] } },
      series: [{ type: "heatmap", data, itemStyle: { borderColor: colors.surface, borderWidth: 1, borderRadius: 2 } }],
    };
  }

  if (part === "weeks") {
    return {
      animation: false,
      tooltip: { ...tooltip, formatter: ({ dataIndex, value }: { dataIndex: number; value: number }) => `${t("customer.rhythm.week_of", { date: dates.day(rhythm.weeks[dataIndex]?.from ?? "") })}<br>${touches(value)}` },
      grid: { left: 2, right: 2, top: 4, bottom: 24 },
      xAxis: { type: "category", data: rhythm.weeks.map(({ from }) => dates.shortMonth(from.slice(0, 7))), axisLabel: { ...text, interval: 12, hideOverlap: true }, ...bare },
      yAxis: { type: "value", show: false },
      series: [{ type: "bar", barCategoryGap: "20%", barMinHeight: 0, itemStyle: { color: colors.accent, borderRadius: [2, 2, 0, 0] }, data: rhythm.weeks.map((week) => week.touches) }],
    };
  }

  // One picture has one currency: the one with which most was bought.
  const orders = new Map<string, number>();
  for (const { spend } of rhythm.months) for (const { currency, amount } of spend) orders.set(currency, (orders.get(currency) ?? 0) + Math.abs(amount));
  const currency = [...orders].sort((one, other) => other[1] - one[1])[0]?.[0];
  const spent = rhythm.months.map(({ spend }) => spend.find((money) => money.currency === currency));
  return {
    animation: false,
    tooltip: {
      ...tooltip,
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const month = rhythm.months[dataIndex];
        return month ? `${dates.month(month.month)}<br>${month.spend.map(numbers.money).join(" · ") || t("customer.rhythm.no_orders")}` : "";
      },
    },
    grid: { left: 2, right: 2, top: 4, bottom: 24 },
    xAxis: { type: "category", data: rhythm.months.map(({ month }) => dates.shortMonth(month)), axisLabel: { ...text, interval: 2, hideOverlap: true }, ...bare },
    yAxis: { type: "value", show: false },
    series: [{ type: "bar", barCategoryGap: "30%", itemStyle: { color: colors.accent, borderRadius: [2, 2, 0, 0] }, data: spent.map((money) => money?.amount ?? 0) }],
  };
}
