/** The day's figures, and the feed that runs ahead of them. */
import { useEffect, useState, useSyncExternalStore } from "react";
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client";
import { openStream } from "../../api/stream";
import { Feed } from "./feed";
import type { FeedSnapshot } from "./feed";

export const figuresQuery = queryOptions({
  queryKey: ["figures", "today"],
  queryFn: () => unwrap(api.GET("/api/v1/figures/today")),
  refetchInterval: 20_000,
});

export function useFeed(): [Feed, FeedSnapshot] {
  const [feed] = useState(() => new Feed());
  const queries = useQueryClient();
  const snapshot = useSyncExternalStore(feed.subscribe, feed.snapshot);
  const { dataUpdatedAt } = useQuery({ ...figuresQuery, notifyOnChangeProps: ["dataUpdatedAt"] });

  useEffect(() => {
    const close = openStream({
      onTouch: (touch) => feed.add(touch),
      onState: (state) => feed.setState(state),
      onDecision: () => void queries.invalidateQueries({ queryKey: figuresQuery.queryKey }),
    });
    return () => {
      close();
      feed.stop();
    };
  }, [feed, queries]);

  useEffect(() => feed.settle(), [feed, dataUpdatedAt]);

  return [feed, snapshot];
}
