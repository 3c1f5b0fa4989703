/** The list of a timeline: only what is on the screen is in the document, however long the customer's life. */
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { DownOutlined } from "@ant-design/icons";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useTranslation } from "react-i18next";
import type { Touch } from "../../api/types";
import { Channel } from "../../ui/channel";
import { useNumbers } from "../../ui/numbers";
import { useClock } from "../../ui/time";
import type { Clock } from "../../ui/time";
import { useWords } from "../../ui/words";
import { useTouchpointNames } from "../touchpoints/queries";
import { TimelineTouch } from "./TimelineTouch";
import { entriesOf } from "./timelineEntries";
import type { Session } from "./timelineEntries";
import styles from "./timeline.module.css";

interface Props {
  touches: Touch[];
  /** Touches that have just come in: they slide in. */
  arrived: ReadonlySet<string>;
  /** What was searched for, to be marked. */
  text: string;
  older: boolean;
  newer: boolean;
  loading: boolean;
  loadOlder(): void;
  loadNewer(): void;
}

const estimates = { day: 40, session: 34, touch: 62 };
const near = 15;

export function TimelineList({ touches, arrived, text, older, newer, loading, loadOlder, loadNewer }: Props) {
  const { t } = useTranslation();
  const clock = useClock();
  const words = useWords();
  const names = useTouchpointNames();
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const today = clock.dayKey(new Date().toISOString());
  const entries = useMemo(() => entriesOf(touches, clock, closed), [touches, closed, today, t]);
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
    estimateSize: (index) => estimates[entries[index]?.sort ?? "touch"],
    overscan: 12,
    scrollMargin: top,
    getItemKey: useCallback((index: number) => entries[index]?.key ?? index, [entries]),
  });

  // Newer touches are put above; what is read stays where it is, so the page goes down by as much.
  const first = touches[0]?.id;
  const before = useRef(first);
  useLayoutEffect(() => {
    const known = before.current;
    before.current = first;
    if (!known || known === first || arrived.has(first ?? "")) return;
    const place = entries.findIndex((entry) => entry.key === known);
    const start = virtual.getOffsetForIndex(place, "start")?.[0];
    if (place <= 0 || start === undefined) return;
    const old = entries[place - 1]?.sort === "day" ? estimates.day : 0;
    window.scrollBy(0, (virtual.measurementsCache[place]?.start ?? start) - top - old);
  }, [first]);

  const items = virtual.getVirtualItems();
  const last = items[items.length - 1]?.index ?? 0;
  useEffect(() => {
    if (older && !loading && last >= entries.length - near) loadOlder();
  }, [older, loading, last, entries.length, loadOlder]);
  const upper = virtual.range?.startIndex ?? 0;
  const upwards = virtual.scrollDirection === "backward";
  useEffect(() => {
    if (newer && !loading && upwards && upper < near / 2) loadNewer();
  }, [newer, loading, upwards, upper, loadNewer]);

  const fold = (key: string) =>
    setClosed((held) => {
      const next = new Set(held);
      if (!next.delete(key)) next.add(key);
      return next;
    });

  return (
    <ol ref={list} className={styles.list} style={{ height: virtual.getTotalSize() }} aria-label={t("customer.timeline.list")}>
      {items.map((item) => {
        const entry = entries[item.index];
        if (!entry) return null;
        return (
          <li key={item.key} data-index={item.index} ref={virtual.measureElement} style={{ transform: `translateY(${item.start - top}px)` }}>
            {entry.sort === "day" && <h3 className={styles.day}>{entry.day}</h3>}
            {entry.sort === "session" && <SessionLine session={entry.session} open={entry.open} clock={clock} fold={() => fold(entry.key)} />}
            {entry.sort === "touch" && (
              <div data-within={entry.within || undefined} data-arrived={arrived.has(entry.touch.id) || undefined} className={styles.row}>
                <TimelineTouch touch={entry.touch} place={names(entry.touch.touchpoint)} words={words} clock={clock} text={text} />
              </div>
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** What belongs together: when it began and ended, how much it was, on which channels. */
function SessionLine({ session, open, clock, fold }: { session: Session; open: boolean; clock: Clock; fold(): void }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const newest = session.touches[0];
  const oldest = session.touches[session.touches.length - 1];
  if (!newest || !oldest) return null;
  const channels = [...new Set(session.touches.map(({ channel }) => channel ?? "other"))].slice(0, 3);
  const minutes = Math.round((Date.parse(newest.at) - Date.parse(oldest.at)) / 60_000);
  return (
    <button type="button" className={styles.session} aria-expanded={open} onClick={fold}>
      <DownOutlined rotate={open ? 0 : -90} aria-hidden="true" />
      <span className={styles.span}>
        {[...new Set([clock.clock(oldest.at), clock.clock(newest.at)])].join("–")}
      </span>
      <span>{t("customer.timeline.session", { count: session.touches.length, shown: numbers.count(session.touches.length) })}</span>
      {minutes > 0 && <span className={styles.minutes}>{numbers.minutes(minutes)}</span>}
      <span className={styles.sessionChannels}>
        {channels.map((channel) => (
          <Channel key={channel} channel={channel} />
        ))}
      </span>
    </button>
  );
}
