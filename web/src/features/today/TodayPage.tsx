/** Today: what is happening this minute, how the day compares, and what wants a person's attention. */
import { useMemo } from "react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { FiguresToday } from "../../api/types";
import { PageTitle } from "../../ui/panel";
import { Failure } from "../../ui/states";
import { useClock } from "../../ui/time";
import { Attention } from "./Attention";
import { ChannelShare } from "./ChannelShare";
import { FiguresRow } from "./FiguresRow";
import { LiveTouches } from "./LiveTouches";
import { figuresQuery, useFeed } from "./queries";
import { Trend } from "./Trend";
import styles from "./today.module.css";

export function TodayPage() {
  const { t } = useTranslation();
  const clock = useClock();
  const figures = useQuery(figuresQuery);
  const [feed, snapshot] = useFeed();
  const live = useMemo(() => withArrived(figures.data, snapshot.arrived), [figures.data, snapshot.arrived]);

  const failed = figures.isError && !live;

  return (
    <>
      <PageTitle title={t("today.title")} intro={clock.date(new Date().toISOString())} />
      {failed ? (
        <Failure error={figures.error} retry={() => void figures.refetch()} />
      ) : (
        <FiguresRow figures={live} />
      )}
      {!failed && <Trend />}
      <div className={styles.columns}>
        <LiveTouches feed={feed} snapshot={snapshot} />
        {!failed && (
          <div className={styles.aside}>
            <ChannelShare channels={live?.touches_by_channel} />
            <Attention items={live?.attention} />
          </div>
        )}
      </div>
    </>
  );
}

/** The figures are read every so often; what arrived since is added, so that the numbers move with the feed. */
function withArrived(figures: FiguresToday | undefined, arrived: Readonly<Record<string, number>>): FiguresToday | undefined {
  if (!figures) return undefined;
  const counts = new Map(figures.touches_by_channel.map(({ channel, count }) => [channel, count]));
  let total = figures.touches_today;
  for (const [channel, count] of Object.entries(arrived)) {
    counts.set(channel, (counts.get(channel) ?? 0) + count);
    total += count;
  }
  const byChannel = [...counts].map(([channel, count]) => ({ channel, count })).sort((a, b) => b.count - a.count);
  return { ...figures, touches_today: total, touches_by_channel: byChannel };
}
