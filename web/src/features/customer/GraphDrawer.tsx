/** "Why are these one?": the identities as a drawing, the evidence of the line that is chosen, and all lines as a list. */
import { Suspense, lazy, useMemo, useState } from "react";
import { Drawer, Grid, Skeleton } from "antd";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Graph } from "../../api/types";
import { useNumbers } from "../../ui/numbers";
import { Failure } from "../../ui/states";
import { Tag } from "../../ui/tag";
import { useWords } from "../../ui/words";
import { KindSign } from "./KindSign";
import { LineEvidence } from "./LineEvidence";
import { endsOf, lineStates, linesOf } from "./graphLines";
import type { End, Line } from "./graphLines";
import { graphQuery } from "./queries";
import styles from "./graph.module.css";

const GraphDrawing = lazy(() => import("./GraphDrawing"));

export function GraphDrawer({ id, open, close }: { id: string; open: boolean; close(): void }) {
  const { t } = useTranslation();
  const { md } = Grid.useBreakpoint();
  return (
    <Drawer title={t("customer.identities.links")} open={open} onClose={close} size={md ? 860 : "100%"} destroyOnHidden>
      <Loaded id={id} />
    </Drawer>
  );
}

function Loaded({ id }: { id: string }) {
  const graph = useQuery(graphQuery(id));
  if (graph.isError) return <Failure error={graph.error} retry={() => void graph.refetch()} />;
  if (!graph.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  return <Picture id={id} graph={graph.data} />;
}

function Picture({ id, graph }: { id: string; graph: Graph }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const ends = useMemo(() => endsOf(graph), [graph]);
  const lines = useMemo(() => linesOf(graph), [graph]);
  const [chosen, choose] = useState<string | undefined>(lines[0]?.key);
  const line = lines.find(({ key }) => key === chosen);
  const { identities, links } = graph.left_out;
  if (lines.length === 0) return <p className={styles.quiet}>{t("customer.identities.links_empty")}</p>;
  return (
    <>
      <p className={styles.quiet}>{t("customer.identities.links_help")}</p>
      <Legend lines={lines} />
      <div className={styles.drawing}>
        <Suspense fallback={<Skeleton.Node active style={{ width: "100%", height: 380 }} />}>
          <GraphDrawing
            ends={ends}
            lines={lines}
            chosen={chosen}
            choose={choose}
            label={t("customer.graph.label", { identities: numbers.count(ends.size), lines: numbers.count(lines.length) })}
          />
        </Suspense>
      </div>
      {identities + links > 0 && (
        <p className={styles.leftOut}>{t("customer.graph.left_out", { identities: numbers.count(identities), lines: numbers.count(links) })}</p>
      )}
      {line && (
        <section className={styles.evidence} aria-live="polite" aria-label={t("customer.graph.evidence")}>
          <LineEvidence customer={id} line={line} a={ends.get(line.a)} b={ends.get(line.b)} />
        </section>
      )}
      <h3 className={styles.heading}>{t("customer.graph.all")}</h3>
      <ol className={styles.lines}>
        {lines.map((one) => (
          <li key={one.key}>
            <button type="button" className={styles.line} aria-pressed={one.key === chosen} data-state={one.state} onClick={() => choose(one.key)}>
              <LineEnd end={ends.get(one.a)} />
              <State line={one} />
              <LineEnd end={ends.get(one.b)} />
            </button>
          </li>
        ))}
      </ol>
      <Others graph={graph} />
    </>
  );
}

function Legend({ lines }: { lines: Line[] }) {
  const words = useWords();
  const shown = lineStates.filter((state) => lines.some((line) => line.state === state));
  return (
    <ul className={styles.legend}>
      {shown.map((state) => (
        <li key={state}>
          <span className={styles.stroke} data-state={state} aria-hidden="true" />
          {words.linkState(state)}
        </li>
      ))}
    </ul>
  );
}

function State({ line }: { line: Line }) {
  const words = useWords();
  return <Tag tone={line.state === "joins" ? "accent" : "warn"}>{words.linkState(line.state)}</Tag>;
}

export function LineEnd({ end }: { end: End | undefined }) {
  const { t } = useTranslation();
  const words = useWords();
  if (!end) return <span className="faint">{t("customer.graph.gone")}</span>;
  return (
    <span className={styles.end}>
      <KindSign kind={end.kind} />
      <span>
        <small>{words.identity(end.kind)}</small>
        {end.value || t("customer.graph.gone")}
        {end.context && <Tag tone="warn">{t("customer.identities.context")}</Tag>}
      </span>
    </span>
  );
}

/** Whom a line leads to without being one with them. */
function Others({ graph }: { graph: Graph }) {
  const { t } = useTranslation();
  const others = new Map(graph.around.flatMap(({ customer, customer_name }) => (customer ? [[customer, customer_name]] : [])));
  if (others.size === 0) return null;
  return (
    <>
      <h3 className={styles.heading}>{t("customer.graph.others")}</h3>
      <ul className={styles.others}>
        {[...others].map(([id, name]) => (
          <li key={id}>
            <Link to="/customers/$customerId" params={{ customerId: id as string }}>
              {name || t("customer.members.unnamed")}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
