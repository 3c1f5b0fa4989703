/** How today's touches spread over the channels: a ring beside the numbers, each number a way to its touchpoints. */
import { Suspense, lazy } from "react";
import { Skeleton } from "antd";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { FiguresToday } from "../../api/types";
import { ChannelDot } from "../../ui/channel";
import { useNumbers } from "../../ui/numbers";
import { Panel } from "../../ui/panel";
import { useWords } from "../../ui/words";
import styles from "./today.module.css";

// The chart library is heavier than the page; the numbers do not wait for it.
const ChannelRing = lazy(() => import("./ChannelRing"));

export function ChannelShare({ channels }: { channels: FiguresToday["touches_by_channel"] | undefined }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const words = useWords();
  const total = channels?.reduce((sum, { count }) => sum + count, 0) ?? 0;
  return (
    <Panel title={t("today.channels.title")}>
      {!channels && <Skeleton active />}
      {channels && total === 0 && <p className={styles.quiet}>{t("today.channels.empty")}</p>}
      {channels && total > 0 && (
        <div className={styles.share}>
          <div className={styles.ring}>
            <Suspense fallback={null}>
              <ChannelRing channels={channels} label={t("today.channels.chart")} />
            </Suspense>
            <div className={styles.ringTotal}>
              <strong>{numbers.compact(total)}</strong>
              <span>{t("today.channels.total")}</span>
            </div>
          </div>
          <ul className={styles.legend}>
            {channels.map(({ channel, count }) => (
              <li key={channel}>
                <Link to="/touchpoints" search={{ channel }} title={t("today.channels.show", { channel: words.channel(channel) })}>
                  <ChannelDot channel={channel} />
                  <span className="ellipsis">{words.channel(channel)}</span>
                  <span className={styles.percent}>{numbers.percent(count / total)}</span>
                  <strong>{numbers.count(count)}</strong>
                </Link>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Panel>
  );
}
