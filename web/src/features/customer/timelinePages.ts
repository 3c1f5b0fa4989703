/**
 * The timeline in pages, both ways from where it was opened, with what arrives live put where it belongs.
 * Touches that arrive while something else is read wait to be shown: nothing moves under the reader's eyes.
 */
import { useEffect, useMemo, useState } from "react";
import { infiniteQueryOptions, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import type { InfiniteData } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../../api/client";
import { openStream } from "../../api/stream";
import type { TimelinePage, Touch } from "../../api/types";
import { customerQuery } from "./queries";

const pageSize = 50;
const settleMs = 400;

/** What of the timeline is shown; all of it stands in the address. */
export interface TimelineSearch {
  channel?: string;
  type?: string;
  q?: string;
  at?: string;
}

export const listed = (text: string | undefined): string[] => (text ? text.split(",").filter(Boolean) : []);
export const isFiltered = ({ channel, type, q }: TimelineSearch): boolean => Boolean(channel || type || q);

/** Whoever searches knows events by the words on the screen: the codes whose word in this language holds the text. */
export function useEventCodes(q: string | undefined): string[] {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const text = q?.trim().toLowerCase();
    if (!text) return [];
    const words = (i18n.getResource(i18n.language, "translation", "words.events") ?? {}) as Record<string, string>;
    const held = Object.entries(words).filter(([, word]) => word.toLowerCase().includes(text));
    return held.map(([code]) => code).filter((code) => !code.includes(","));
  }, [i18n, i18n.language, q]);
}

export const timelineQuery = (id: string, { channel, type, q, at }: TimelineSearch, events: string[], moment: string | undefined) =>
  infiniteQueryOptions({
    queryKey: [...customerQuery(id).queryKey, "timeline", channel ?? "", type ?? "", q ?? "", at ?? "", events.join()],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET("/api/v1/customers/{id}/timeline", {
          params: {
            path: { id },
            query: {
              limit: pageSize,
              ...(channel ? { channel } : {}),
              ...(type ? { type } : {}),
              ...(q ? { q } : {}),
              ...(q && events.length > 0 ? { event: events.join() } : {}),
              ...(pageParam ? { cursor: pageParam } : moment ? { at: moment } : {}),
            },
          },
          signal,
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor || undefined,
    getPreviousPageParam: (page) => page.previous_cursor || undefined,
  });

type Pages = InfiniteData<TimelinePage, string>;

const isBefore = (one: Touch, other: Touch) => (one.at === other.at ? one.seq < other.seq : Date.parse(one.at) < Date.parse(other.at));

/** Puts touches where they belong among those that are loaded; older ones than these come with their own page. */
function withTouches(held: Pages | undefined, fresh: Touch[]): Pages | undefined {
  if (!held) return held;
  const pages = held.pages.map((page) => ({ ...page, data: [...page.data] }));
  for (const touch of fresh) {
    if (pages.some(({ data }) => data.some(({ id }) => id === touch.id))) continue;
    const page = pages.find(({ data }) => data.some((other) => isBefore(other, touch)));
    if (page) page.data.splice(page.data.findIndex((other) => isBefore(other, touch)), 0, touch);
    else if (pages[pages.length - 1]?.next_cursor === null) pages[pages.length - 1]?.data.push(touch);
  }
  return { ...held, pages };
}

function holds(touch: Touch, { channel, type, q }: TimelineSearch, events: string[]): boolean {
  if (channel && !listed(channel).includes(touch.channel ?? "")) return false;
  if (type && !listed(type).includes(touch.type)) return false;
  if (!q) return true;
  const text = q.toLowerCase();
  const said = `${touch.event ?? ""} ${Object.values(touch.properties ?? {}).map((value) => (typeof value === "string" ? value : JSON.stringify(value))).join(" ")}`;
  return events.includes(touch.event ?? "") || said.toLowerCase().includes(text);
}

/** The loaded touches, both ways on, and what waits to be shown. `quiet` says that something older is being read. */
export function useTimeline(id: string, search: TimelineSearch, moment: string | undefined, quiet: () => boolean) {
  const queries = useQueryClient();
  const events = useEventCodes(search.q);
  const options = timelineQuery(id, search, events, moment);
  const timeline = useInfiniteQuery(options);
  const name = options.queryKey.join("\n");
  const [waiting, setWaiting] = useState<{ name: string; touches: Touch[] }>({ name, touches: [] });
  const held = waiting.name === name ? waiting.touches : [];
  const [arrived, setArrived] = useState<ReadonlySet<string>>(new Set());

  const show = (touches: Touch[]) => {
    setArrived(new Set(touches.map((touch) => touch.id)));
    queries.setQueryData<Pages>(options.queryKey, (pages) => withTouches(pages, touches));
    setWaiting({ name, touches: [] });
  };

  useEffect(() => {
    let timer: number | undefined;
    let fresh: Touch[] = [];
    // What is shown beside the timeline is counted anew once, whatever a burst brings.
    const recount = () => void queries.invalidateQueries({ queryKey: customerQuery(id).queryKey, exact: true });
    const settle = () => {
      const touches = fresh.filter((touch) => holds(touch, search, events));
      fresh = [];
      recount();
      if (touches.length === 0) return;
      // Opened at an earlier moment, the newest end is not on the screen at all.
      const elsewhere = Boolean(queries.getQueryData<Pages>(options.queryKey)?.pages[0]?.previous_cursor);
      if (elsewhere || quiet()) setWaiting((before) => ({ name, touches: [...touches, ...(before.name === name ? before.touches : [])] }));
      else show(touches);
    };
    const close = openStream({
      onTouch: (touch) => {
        if (touch.customer_id !== id) return;
        fresh.push(touch);
        timer ??= window.setTimeout(() => ((timer = undefined), settle()), settleMs);
      },
      // Whose touches are whose may have changed, this customer's among them; it is seen when somebody merges elsewhere.
      onDecision: () => recount(),
      onState: () => undefined,
    });
    return () => {
      window.clearTimeout(timer);
      close();
    };
    // The name stands for the customer and all that is searched for.
  }, [name, queries]);

  return {
    timeline,
    touches: useMemo(() => timeline.data?.pages.flatMap((page) => page.data) ?? [], [timeline.data]),
    waiting: held,
    showWaiting: () => show(held),
    arrived,
    /** How far a search has come, when that is not to the end. */
    searchedTo: timeline.data?.pages[timeline.data.pages.length - 1]?.searched_to ?? undefined,
  };
}
