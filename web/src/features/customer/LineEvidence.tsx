/** What one line of the graph rests on: the rule, the source, the touch, when, and who. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Channel } from "../../ui/channel";
import { useClock } from "../../ui/time";
import { useWords } from "../../ui/words";
import { useSourceNames } from "../sources/queries";
import { LineEnd } from "./GraphDrawer";
import type { End, Line } from "./graphLines";
import { useActor } from "./useActor";
import styles from "./graph.module.css";

/** Why a link was refused: a code such as `limit:phone:8`. */
export function useRefusal(): (reason: string) => string {
  const { t } = useTranslation();
  const words = useWords();
  return (reason) => {
    const [code, first = "", second = ""] = reason.split(":");
    switch (code) {
      case "cap":
        return t("customer.refusals.cap", { count: Number(first) });
      case "limit":
        return t("customer.refusals.limit", { kind: words.identity(first), count: Number(second) });
      case "window":
        return t("customer.refusals.window", { kind: words.identity(first) });
      case "context":
        return t("customer.refusals.context");
      case "cannot_link":
        return t("customer.refusals.cannot_link");
      default:
        return reason;
    }
  };
}

interface Props {
  customer: string;
  line: Line;
  a: End | undefined;
  b: End | undefined;
}

export function LineEvidence({ customer, line, a, b }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const clock = useClock();
  const refusal = useRefusal();
  const sourceName = useSourceNames();
  const actor = useActor();
  const { link, cannot } = line;
  const rows: [string, React.ReactNode][] = [[t("customer.graph.state"), words.linkState(line.state)]];
  if (link) {
    // The last sighting is kept to the day, which begins before a first sighting of the same day.
    const last = link.last_day < link.first_at ? link.first_at : link.last_day;
    const source = sourceName(link.source);
    rows.push([t("customer.graph.rule"), words.rule(link.rule)]);
    if (link.refusal) rows.push([t("customer.graph.refused"), refusal(link.refusal)]);
    if (link.actor) rows.push([t("customer.graph.actor"), link.actor_name ?? actor(link.actor)]);
    if (link.said) rows.push([t("customer.merging.reason"), t("customer.identities.reason", { reason: link.said })]);
    if (source) rows.push([t("customer.graph.source"), source]);
    if (link.touch) {
      rows.push([
        t("customer.graph.touch"),
        <span key="touch" className={styles.touch}>
          <Link to="/customers/$customerId" params={{ customerId: customer }} search={{ at: link.touch.at }}>
            {words.touch({ type: link.touch.type, event: link.touch.event ?? null, properties: {} })}
          </Link>
          <Channel channel={link.touch.channel} />
        </span>,
      ]);
    }
    rows.push([t("customer.graph.first"), clock.exact(link.first_at)]);
    if (link.rule !== "person") rows.push([t("customer.graph.last"), clock.date(last)]);
  }
  if (cannot) {
    rows.push([t("customer.graph.rule"), t("customer.graph.cannot_rule")]);
    rows.push([t("customer.graph.actor"), cannot.actor_name ?? actor(cannot.actor)]);
    rows.push([t("customer.graph.first"), clock.exact(cannot.at)]);
    if (cannot.lifted_at) rows.push([t("customer.graph.lifted"), clock.exact(cannot.lifted_at)]);
  }
  return (
    <>
      <div className={styles.pair}>
        <LineEnd end={a} />
        <span className="faint">{t("customer.identities.and")}</span>
        <LineEnd end={b} />
      </div>
      <dl className={styles.facts}>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
