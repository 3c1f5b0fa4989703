/** The drawing of a customer's identities. The only module of the graph that knows ECharts; it is loaded when it is opened. */
import { useEffect, useMemo, useRef } from "react";
import { GraphChart } from "echarts/charts";
import { TooltipComponent } from "echarts/components";
import { init, use as register } from "echarts/core";
import type { EChartsType } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useDisplay } from "../../ui/display";
import { palettes } from "../../ui/theme";
import { useWords } from "../../ui/words";
import type { End, Line, LineState } from "./graphLines";
import { kindLook } from "./kinds";

register([GraphChart, TooltipComponent, SVGRenderer]);

interface Props {
  ends: Map<string, End>;
  lines: Line[];
  chosen: string | undefined;
  choose(key: string): void;
  label: string;
}

export default function GraphDrawing({ ends, lines, chosen, choose, label }: Props) {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  const { mode } = useDisplay();
  const words = useWords();
  const pick = useRef(choose);
  pick.current = choose;

  useEffect(() => {
    if (!element.current) return;
    const made = init(element.current, null, { renderer: "svg" });
    chart.current = made;
    made.on("click", (event) => {
      const data = event.data as { key?: string } | undefined;
      if (event.dataType === "edge" && data?.key) pick.current(data.key);
    });
    const resized = new ResizeObserver(() => made.resize());
    resized.observe(element.current);
    return () => {
      resized.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);

  const colors = palettes[mode];
  const looks: Record<LineState, { color: string; type: "solid" | "dashed" | "dotted" }> = useMemo(
    () => ({
      joins: { color: colors.accent, type: "solid" },
      refused: { color: colors.warn, type: "dashed" },
      undone: { color: colors.faint, type: "dotted" },
      cannot: { color: colors.bad, type: "dashed" },
      lifted: { color: colors.faint, type: "dotted" },
    }),
    [colors],
  );

  useEffect(() => {
    const crowded = ends.size > 24;
    const frame = { left: 70, right: 70, top: 30, bottom: 46 };
    const size = {
      width: Math.max(120, (element.current?.clientWidth ?? 0) - frame.left - frame.right),
      height: Math.max(120, (element.current?.clientHeight ?? 0) - frame.top - frame.bottom),
    };
    const placed = within(places([...ends.keys()], lines), size);
    // The drawing is stretched over whatever it holds; two corners that nobody sees keep its proportions.
    const corners = [
      { id: "from", x: 0, y: 0 },
      { id: "to", x: size.width, y: size.height },
    ].map((corner) => ({ ...corner, name: "", symbolSize: 0, symbol: "circle", label: { show: false }, tooltip: { show: false }, itemStyle: { opacity: 0 } }));
    chart.current?.setOption({
      animation: false,
      tooltip: { backgroundColor: colors.raised, borderColor: colors.line, textStyle: { color: colors.text, fontSize: 13 }, confine: true },
      series: [
        {
          type: "graph",
          layout: "none",
          roam: true,
          scaleLimit: { min: 0.5, max: 4 },
          ...frame,
          edgeSymbol: ["none", "none"],
          label: { show: true, position: "bottom", color: colors.text, fontSize: crowded ? 10 : 12, distance: 6, width: 130, overflow: "truncate" },
          labelLayout: { hideOverlap: true },
          emphasis: { focus: "adjacency", lineStyle: { width: 4 } },
          data: [...corners, ...[...ends].map(([id, end]) => {
            const look = kindLook(end.kind);
            const [x, y] = placed.get(id) ?? [0, 0];
            return {
              id,
              name: `${words.identity(end.kind)} ${end.value}`,
              x,
              y,
              symbol: `path://${look.path}`,
              symbolSize: end.outside ? 18 : crowded ? 20 : 26,
              symbolKeepAspect: true,
              itemStyle: { color: look.color, opacity: end.outside ? 0.55 : 1, ...(end.context ? { borderColor: colors.warn, borderWidth: 2, borderType: "dashed" } : {}) },
              label: { formatter: end.value || words.identity(end.kind), color: end.outside ? colors.muted : colors.text },
            };
          })],
          links: lines.map((line) => ({
            source: line.a,
            target: line.b,
            key: line.key,
            value: words.linkState(line.state),
            lineStyle: { ...looks[line.state], width: line.key === chosen ? 5 : 2.5, opacity: line.key === chosen || !chosen ? 1 : 0.6, curveness: line.cannot || line.link?.rule === "person" ? 0.16 : 0 },
          })),
        },
      ],
    });
  }, [ends, lines, chosen, colors, looks, words]);

  return <div ref={element} role="img" aria-label={label} style={{ position: "absolute", inset: 0 }} />;
}

/** Fitted into a frame, in its middle, as large as it goes but not so large that two of them stand at opposite walls. */
function within(placed: Map<string, [number, number]>, { width, height }: { width: number; height: number }): Map<string, [number, number]> {
  const [xs, ys] = [[...placed.values()].map(([x]) => x), [...placed.values()].map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min(width / Math.max(right - left, 1), height / Math.max(bottom - top, 1), 2.4);
  const fit = ([x, y]: [number, number]): [number, number] => [(x - (left + right) / 2) * scale + width / 2, (y - (top + bottom) / 2) * scale + height / 2];
  return new Map([...placed].map(([id, place]) => [id, fit(place)]));
}

/**
 * Where each identity stands: springs along the lines, everything pushing everything else away, from a circle on. Worked out
 * once and always alike, so that a person who comes back finds the picture they know.
 */
function places(ids: string[], lines: Line[]): Map<string, [number, number]> {
  const count = ids.length;
  const at = ids.map((_, index): [number, number] => {
    const angle = (index / Math.max(count, 1)) * 2 * Math.PI;
    return [Math.cos(angle) * 200, Math.sin(angle) * 110];
  });
  const index = new Map(ids.map((id, place) => [id, place]));
  const pairs = lines.flatMap(({ a, b, state }) => {
    const [one, other] = [index.get(a), index.get(b)];
    return one === undefined || other === undefined ? [] : [{ one, other, pull: state === "joins" ? 0.05 : 0.02 }];
  });
  const rounds = count > 80 ? 120 : 260;
  for (let round = 0; round < rounds; round += 1) {
    const cool = 1 - round / rounds;
    const force = at.map(([x, y]): [number, number] => [-x * 0.012, -y * 0.024]);
    for (let one = 0; one < count; one += 1) {
      for (let other = one + 1; other < count; other += 1) {
        const [p, q, f, g] = [at[one], at[other], force[one], force[other]];
        if (!p || !q || !f || !g) continue;
        const [dx, dy] = [p[0] - q[0] || 0.5, p[1] - q[1] || 0.5];
        const push = 5200 / (dx * dx + dy * dy + 60);
        const length = Math.hypot(dx, dy);
        f[0] += (dx / length) * push;
        f[1] += (dy / length) * push;
        g[0] -= (dx / length) * push;
        g[1] -= (dy / length) * push;
      }
    }
    for (const { one, other, pull } of pairs) {
      const [p, q, f, g] = [at[one], at[other], force[one], force[other]];
      if (!p || !q || !f || !g) continue;
      const [dx, dy] = [q[0] - p[0], q[1] - p[1]];
      f[0] += dx * pull;
      f[1] += dy * pull;
      g[0] -= dx * pull;
      g[1] -= dy * pull;
    }
    for (let one = 0; one < count; one += 1) {
      const [p, f] = [at[one], force[one]];
      if (!p || !f) continue;
      const step = Math.min(30 * cool + 1, Math.hypot(f[0], f[1]));
      const length = Math.hypot(f[0], f[1]) || 1;
      p[0] += (f[0] / length) * step;
      p[1] += (f[1] / length) * step;
    }
  }
  return new Map(ids.map((id, place) => [id, at[place] ?? [0, 0]]));
}
