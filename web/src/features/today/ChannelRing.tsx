/** The ring of the channels. The only module of this page that knows ECharts; it is loaded by itself. */
import { useEffect, useRef } from "react";
import { PieChart } from "echarts/charts";
import { AriaComponent, TooltipComponent } from "echarts/components";
import { init, use as register } from "echarts/core";
import type { EChartsType } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { FiguresToday } from "../../api/types";
import { channelColor } from "../../ui/channel";
import { useDisplay } from "../../ui/display";
import { palettes } from "../../ui/theme";
import { useWords } from "../../ui/words";

register([PieChart, TooltipComponent, AriaComponent, SVGRenderer]);

// More often than this nobody can read it, and each drawing takes time from the feed.
const drawEveryMs = 1_000;

interface Props {
  channels: FiguresToday["touches_by_channel"];
  label: string;
}

export default function ChannelRing({ channels, label }: Props) {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  const drawnAt = useRef(0);
  const { mode } = useDisplay();
  const words = useWords();

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
      drawnAt.current = 0;
    };
  }, []);

  useEffect(() => {
    const draw = () => {
      drawnAt.current = Date.now();
      const colors = palettes[mode];
      chart.current?.setOption({
        animation: false,
        tooltip: {
          trigger: "item",
          backgroundColor: colors.raised,
          borderColor: colors.line,
          textStyle: { color: colors.text, fontSize: 13 },
        },
        series: [
          {
            type: "pie",
            radius: ["72%", "96%"],
            label: { show: false },
            emphasis: { scale: false },
            itemStyle: { borderColor: colors.surface, borderWidth: 2 },
            data: channels.map(({ channel, count }) => ({
              name: words.channel(channel),
              value: count,
              itemStyle: { color: channelColor(channel) },
            })),
          },
        ],
      });
    };
    const wait = drawnAt.current + drawEveryMs - Date.now();
    if (wait <= 0) {
      draw();
      return;
    }
    const timer = setTimeout(draw, wait);
    return () => clearTimeout(timer);
  }, [channels, mode, words]);

  return <div ref={element} role="img" aria-label={label} style={{ position: "absolute", inset: 0 }} />;
}
