/** What of a timeline is shown: a text, channels, types, and a day to jump to. All of it stands in the address. */
import { useEffect, useState } from "react";
import { Button, Input, Select } from "antd";
import { SearchOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { ChannelDot } from "../../ui/channel";
import { useClock } from "../../ui/time";
import { useWords } from "../../ui/words";
import { useDebounced } from "../customers/useDebounced";
import { listed } from "./timelinePages";
import type { TimelineSearch } from "./timelinePages";
import styles from "./timeline.module.css";

const types = ["track", "page", "screen", "identify", "group", "alias"];
const typedMs = 350;
const pickedMs = 700;

interface Props {
  search: TimelineSearch;
  channels: string[];
  change(search: TimelineSearch): void;
}

export function TimelineFilters({ search, channels, change }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const clock = useClock();
  const chosen = listed(search.channel);
  // A channel that came with the address is offered even when this customer never used it.
  const offered = [...new Set([...channels, ...chosen])];
  const set = (part: Partial<TimelineSearch>) => change({ ...search, ...part });
  return (
    <div className={styles.filters} role="search" aria-label={t("customer.timeline.filters")}>
      <SearchText q={search.q ?? ""} change={(q) => set({ q })} />
      <Select
        mode="multiple"
        size="small"
        className={styles.filter}
        maxTagCount="responsive"
        allowClear
        aria-label={t("customer.timeline.channel")}
        placeholder={t("customer.timeline.all_channels")}
        value={chosen}
        onChange={(next) => set({ channel: next.join() })}
        options={offered.map((code) => ({ value: code, label: words.channel(code) }))}
        optionRender={({ value, label }) => (
          <span className={styles.option}>
            <ChannelDot channel={String(value)} /> {label}
          </span>
        )}
      />
      <Select
        mode="multiple"
        size="small"
        className={styles.filter}
        maxTagCount="responsive"
        allowClear
        aria-label={t("customer.timeline.type")}
        placeholder={t("customer.timeline.all_types")}
        value={listed(search.type)}
        onChange={(next) => set({ type: next.join() })}
        options={types.map((value) => ({ value, label: words.type(value) }))}
      />
      <JumpToDay at={search.at} shown={search.at ? clock.date(momentOf(search.at)) : undefined} change={(at) => set({ at })} />
    </div>
  );
}

function SearchText({ q, change }: { q: string; change(q: string): void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(q);
  const settled = useDebounced(typed.trim(), typedMs);
  // The address may change by another way: back, or a link.
  useEffect(() => setTyped(q), [q]);
  useEffect(() => {
    if (settled !== q && settled === typed.trim()) change(settled);
  }, [settled]);
  return (
    <Input
      type="search"
      size="small"
      prefix={<SearchOutlined aria-hidden="true" />}
      className={styles.search}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onPressEnter={() => change(typed.trim())}
      aria-label={t("customer.timeline.search")}
      placeholder={t("customer.timeline.search")}
      maxLength={200}
    />
  );
}

/** A native field: it is the one that keyboards, phones and screen readers know best. */
function JumpToDay({ at, shown, change }: { at: string | undefined; shown: string | undefined; change(at: string): void }) {
  const { t } = useTranslation();
  const [day, setDay] = useState("");
  const settled = useDebounced(day, pickedMs);
  useEffect(() => {
    // A year that is still being typed is no date yet.
    if (settled < "1970") return;
    change(settled);
    setDay("");
  }, [settled]);
  if (at && shown) {
    return (
      <Button size="small" onClick={() => change("")}>
        {t("customer.timeline.back_to_now", { date: shown })}
      </Button>
    );
  }
  return (
    <label className={styles.jump}>
      <span>{t("customer.timeline.jump")}</span>
      <Input size="small" type="date" value={day} onChange={(event) => setDay(event.target.value)} onPressEnter={() => day >= "1970" && change(day)} />
    </label>
  );
}

/** A day in the address means all of it, to its last moment, by the viewer's clock; a moment means itself. */
export function momentOf(at: string, zone?: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(at)) return Number.isNaN(Date.parse(at)) ? new Date().toISOString() : at;
  const end = Date.parse(`${at}T23:59:59.999Z`);
  if (Number.isNaN(end)) return new Date().toISOString();
  if (!zone) return new Date(end).toISOString();
  return new Date(end - offsetMs(end, zone)).toISOString();
}

/** How far the clock of a zone is ahead of UTC at a moment. */
function offsetMs(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" }).formatToParts(new Date(at));
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  const wall = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return wall - Math.floor(at / 1000) * 1000;
}
