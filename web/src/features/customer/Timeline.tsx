/** Everything that happened with a customer, newest first, in days. */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Select } from "antd";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useTranslation } from "react-i18next";
import type { Customer, Touch } from "../../api/types";
import { Panel } from "../../ui/panel";
import { Failure, Rows, Teach } from "../../ui/states";
import { useClock } from "../../ui/time";
import type { Clock } from "../../ui/time";
import { useWords } from "../../ui/words";
import { useTouchpointNames } from "../touchpoints/queries";
import { TimelineTouch } from "./TimelineTouch";
import { timelineQuery } from "./queries";
import styles from "./timeline.module.css";

export function Timeline({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const words = useWords();
  const navigate = useNavigate();
  const { channel } = useSearch({ from: "/signed-in/customers/$customerId" });
  const timeline = useInfiniteQuery(timelineQuery(customer.id, channel));
  const touches = useMemo(() => timeline.data?.pages.flatMap((page) => page.data) ?? [], [timeline.data]);
  const channels = Object.keys(customer.channels);
  const show = (next: string | undefined) =>
    void navigate({
      to: "/customers/$customerId",
      params: { customerId: customer.id },
      search: next ? { channel: next } : {},
      replace: true,
      resetScroll: false,
    });

  return (
    <Panel
      flush
      title={t("customer.timeline.title")}
      extra={
        <Select
          aria-label={t("customer.timeline.channel")}
          size="small"
          className={styles.filter}
          value={channel ?? ""}
          onChange={(next: string) => show(next || undefined)}
          options={[
            { value: "", label: t("customer.timeline.all_channels") },
            ...channels.map((code) => ({ value: code, label: words.channel(code) })),
          ]}
        />
      }
    >
      {timeline.isPending && <Rows count={8} height={64} />}
      {timeline.isError && <Failure error={timeline.error} retry={() => void timeline.refetch()} />}
      {timeline.isSuccess && touches.length === 0 && <Nothing channel={channel} customer={customer} />}
      {touches.length > 0 && (
        <Touches
          touches={touches}
          more={timeline.hasNextPage}
          loading={timeline.isFetchingNextPage}
          load={() => void timeline.fetchNextPage()}
        />
      )}
    </Panel>
  );
}

function Nothing({ channel, customer }: { channel: string | undefined; customer: Customer }) {
  const { t } = useTranslation();
  if (!channel) return <Teach title={t("customer.timeline.empty.title")}>{t("customer.timeline.empty.help")}</Teach>;
  return (
    <Teach
      title={t("customer.timeline.nothing.title")}
      action={
        <Link to="/customers/$customerId" params={{ customerId: customer.id }} search={{}} replace resetScroll={false}>
          {t("customer.timeline.nothing.action")}
        </Link>
      }
    >
      {t("customer.timeline.nothing.help")}
    </Teach>
  );
}

interface TouchesProps {
  touches: Touch[];
  more: boolean;
  loading: boolean;
  load(): void;
}

type Entry = { key: string; day: string } | { key: string; touch: Touch };

function Touches({ touches, more, loading, load }: TouchesProps) {
  const { t } = useTranslation();
  const clock = useClock();
  const words = useWords();
  const names = useTouchpointNames();
  const entries = useMemo(() => inDays(touches, clock), [touches, clock.dayKey(touches[0]?.at ?? ""), t]);
  const list = useRef<HTMLOListElement>(null);
  const [top, setTop] = useState(0);

  useLayoutEffect(() => {
    if (!list.current) return;
    const measure = () => list.current && setTop(list.current.getBoundingClientRect().top + window.scrollY);
    measure();
    // On a phone the panels above change the list's place as they fill.
    const watched = new ResizeObserver(measure);
    watched.observe(document.body);
    return () => watched.disconnect();
  }, []);

  const virtual = useWindowVirtualizer({
    count: entries.length,
    estimateSize: (index) => (entries[index] && "day" in entries[index] ? 40 : 62),
    overscan: 12,
    scrollMargin: top,
    getItemKey: (index) => entries[index]?.key ?? index,
  });
  const items = virtual.getVirtualItems();
  const last = items[items.length - 1]?.index ?? 0;
  useEffect(() => {
    if (more && !loading && last >= entries.length - 15) load();
  }, [more, loading, last, entries.length, load]);

  return (
    <>
      <ol ref={list} className={styles.list} style={{ height: virtual.getTotalSize() }} aria-label={t("customer.timeline.list")}>
        {items.map((item) => {
          const entry = entries[item.index];
          if (!entry) return null;
          return (
            <li
              key={item.key}
              data-index={item.index}
              ref={virtual.measureElement}
              style={{ transform: `translateY(${item.start - top}px)` }}
            >
              {"day" in entry ? (
                <h3 className={styles.day}>{entry.day}</h3>
              ) : (
                <TimelineTouch touch={entry.touch} place={names(entry.touch.touchpoint)} words={words} clock={clock} />
              )}
            </li>
          );
        })}
      </ol>
      <p className={styles.foot} role="status">
        {more ? t("app.loading_more") : t("app.end")}
      </p>
    </>
  );
}

function inDays(touches: Touch[], clock: Clock): Entry[] {
  const entries: Entry[] = [];
  let current = "";
  for (const touch of touches) {
    const key = clock.dayKey(touch.at);
    if (key !== current) {
      current = key;
      entries.push({ key, day: clock.day(touch.at) });
    }
    entries.push({ key: touch.id, touch });
  }
  return entries;
}
