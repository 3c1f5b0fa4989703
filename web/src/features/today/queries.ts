/** The day's figures, and the feed that runs ahead of them. */
import { useEffect, useSyncExternalStore } from "react";
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client";
import { useSession } from "../../api/session";
import { openStream } from "../../api/stream";
import { Feed } from "./feed";
import type { FeedSnapshot } from "./feed";

export const figuresQuery = queryOptions({
  queryKey: ["figures", "today"],
  queryFn: () => unwrap(api.GET("/api/v1/figures/today")),
  refetchInterval: 20_000,
});

export const trendQuery = queryOptions({
  queryKey: ["figures", "trend"],
  queryFn: () => unwrap(api.GET("/api/v1/figures/trend", { params: { query: { days: 14 } } })),
  refetchInterval: 60_000,
});

// The feed outlives the page, so that whoever looks at a customer and comes back finds the list as it was.
let kept = { user: "", feed: new Feed() };

function feedOf(user: string): Feed {
  if (kept.user !== user) kept = { user, feed: new Feed() };
  return kept.feed;
}

export function useFeed(): [Feed, FeedSnapshot] {
  const feed = feedOf(useSession().user.id);
  const queries = useQueryClient();
  const snapshot = useSyncExternalStore(feed.subscribe, feed.snapshot);
  const { dataUpdatedAt } = useQuery({ ...figuresQuery, notifyOnChangeProps: ["dataUpdatedAt"] });

  useEffect(() => {
    const close = openStream(
      {
        onTouch: (touch) => feed.add(touch),
        onState: (state) => feed.setState(state),
        onDecision: () => void queries.invalidateQueries({ queryKey: figuresQuery.queryKey }),
      },
      feed.resumeAfter(),
    );
    return () => {
      close();
      feed.stop();
    };
  }, [feed, queries]);

  useEffect(() => feed.settle(), [feed, dataUpdatedAt]);

  return [feed, snapshot];
}
