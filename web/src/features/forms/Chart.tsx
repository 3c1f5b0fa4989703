/** Days as columns, choices as bars. The only module of forms that knows ECharts; it is loaded by itself. */
import { useEffect, useRef } from "react";
import { BarChart } from "echarts/charts";
import { AriaComponent, GridComponent, TooltipComponent } from "echarts/components";
import { init, use as register } from "echarts/core";
import type { EChartsType } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useDisplay } from "../../ui/display";
import { palettes } from "../../ui/theme";

register([BarChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer]);

export interface Series {
  name: string;
  values: number[];
}

interface Props {
  /** What each value is of. */
  names: string[];
  series: Series[];
  label: string;
  /** Bars that lie, each with its name at its side, or columns that stand. */
  lying?: boolean;
  /** What stands at the end of a bar. */
  told?: string[];
}

const barHeight = 34;
const columnsHeight = 200;

export default function Chart({ names, series, label, lying = false, told }: Props) {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  const { mode } = useDisplay();

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
    const colors = palettes[mode];
    const text = { color: colors.muted, fontSize: 13 };
    const naming = {
      type: "category" as const,
      data: names,
      axisTick: { show: false },
      axisLine: { show: !lying, lineStyle: { color: colors.line } },
      axisLabel: { ...text, ...(lying ? { width: 150, overflow: "truncate" as const } : { hideOverlap: true }) },
      ...(lying ? { inverse: true } : {}),
    };
    const counting = { type: "value" as const, minInterval: 1, splitNumber: 3, axisLabel: { ...text, show: !lying }, splitLine: { show: !lying, lineStyle: { color: colors.line } } };
    const shades = [colors.accent, colors.line];
    chart.current?.setOption(
      {
        animation: false,
        grid: { left: 0, right: lying ? 76 : 0, top: 8, bottom: 0, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
        tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, backgroundColor: colors.raised, borderColor: colors.line, textStyle: { color: colors.text, fontSize: 13 }, confine: true },
        xAxis: lying ? counting : naming,
        yAxis: lying ? naming : counting,
        series: series.map(({ name, values }, index) => ({
          name,
          type: "bar",
          data: values,
          barMaxWidth: lying ? 14 : 26,
          barGap: "20%",
          itemStyle: { color: shades[index % shades.length], borderRadius: 3 },
          ...(told ? { label: { show: true, position: "right", color: colors.text, fontSize: 13, formatter: ({ dataIndex }: { dataIndex: number }) => told[dataIndex] ?? "" } } : {}),
        })),
      },
      true,
    );
  }, [names, series, lying, told, mode]);

  return <div ref={element} role="img" aria-label={label} style={{ height: lying ? names.length * barHeight + 8 : columnsHeight }} />;
}
