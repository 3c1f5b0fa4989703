/**
 * Times: relative to now where people scan, exact on hover and for screen readers, always in the viewer's zone.
 * One shared minute tick moves every relative time on the page; nothing has a timer of its own.
 */
import { useSyncExternalStore } from "react";
import { Tooltip } from "antd";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { sessionQuery } from "../api/session";

let tick = Date.now();
const listeners = new Set<() => void>();
let timer: number | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= window.setInterval(() => {
    tick = Date.now();
    listeners.forEach((notify) => notify());
  }, 30_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.clearInterval(timer);
    timer = undefined;
  };
}

/** The user's own zone when one is set, otherwise the device's. */
export function useZone(): string {
  const { data } = useQuery({ ...sessionQuery, enabled: false });
  return data?.user.time_zone || Intl.DateTimeFormat().resolvedOptions().timeZone;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language}|${zone}|${JSON.stringify(options)}`;
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(language, { timeZone: zone, ...options });
    formats.set(key, made);
  }
  return made;
}

const exactOptions: Intl.DateTimeFormatOptions = { dateStyle: "medium", timeStyle: "long" };
const clockOptions: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const clockSecondsOptions: Intl.DateTimeFormatOptions = { ...clockOptions, second: "2-digit" };
const dayKeyOptions: Intl.DateTimeFormatOptions = { year: "numeric", month: "2-digit", day: "2-digit" };

export interface Clock {
  exact(at: string): string;
  clock(at: string, seconds?: boolean): string;
  /** Equal for two instants of one day in the viewer's zone. */
  dayKey(at: string): string;
  day(at: string): string;
  date(at: string): string;
}

export function useClock(): Clock {
  const { t, i18n } = useTranslation();
  const zone = useZone();
  const language = i18n.language;
  const dayKey = (at: string | number) => format("en-CA", zone, dayKeyOptions).format(new Date(at));
  return {
    exact: (at) => format(language, zone, exactOptions).format(new Date(at)),
    clock: (at, seconds = false) => format(language, zone, seconds ? clockSecondsOptions : clockOptions).format(new Date(at)),
    dayKey,
    date: (at) => format(language, zone, { dateStyle: "medium" }).format(new Date(at)),
    day: (at) => {
      const key = dayKey(at);
      if (key === dayKey(Date.now())) return t("time.today");
      if (key === dayKey(Date.now() - 86_400_000)) return t("time.yesterday");
      const sameYear = key.slice(0, 4) === dayKey(Date.now()).slice(0, 4);
      return format(language, zone, {
        month: "long",
        day: "numeric",
        weekday: "short",
        ...(sameYear ? {} : { year: "numeric" }),
      }).format(new Date(at));
    },
  };
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

function relative(language: string, at: string, now: number): string | null {
  const seconds = (new Date(at).getTime() - now) / 1000;
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) < size) continue;
    return new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(Math.trunc(seconds / size), unit);
  }
  return null;
}

export function Ago({ at }: { at: string | null | undefined }) {
  const { t, i18n } = useTranslation();
  const now = useSyncExternalStore(subscribe, () => tick);
  const { exact } = useClock();
  if (!at) return <span className="faint">{t("time.never")}</span>;
  return (
    <Tooltip title={exact(at)} mouseEnterDelay={0.3}>
      <time dateTime={at}>{relative(i18n.language, at, now) ?? t("time.just_now")}</time>
    </Tooltip>
  );
}
