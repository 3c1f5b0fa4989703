/** Everything that happened with a customer, in days and sessions: searched, filtered, read both ways, live at its newest end. */
import { useCallback, useRef } from "react";
import { Button } from "antd";
import { ArrowUpOutlined } from "@ant-design/icons";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Customer } from "../../api/types";
import { useNumbers } from "../../ui/numbers";
import { Panel } from "../../ui/panel";
import { Failure, Rows, Teach } from "../../ui/states";
import { useClock, useZone } from "../../ui/time";
import { TimelineFilters, momentOf } from "./TimelineFilters";
import { TimelineList } from "./TimelineList";
import { isFiltered, useTimeline } from "./timelinePages";
import type { TimelineSearch } from "./timelinePages";
import styles from "./timeline.module.css";

export function Timeline({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const clock = useClock();
  const zone = useZone();
  const navigate = useNavigate();
  const { channel, type, q, at } = useSearch({ from: "/signed-in/customers/$customerId" });
  const search: TimelineSearch = { ...(channel ? { channel } : {}), ...(type ? { type } : {}), ...(q ? { q } : {}), ...(at ? { at } : {}) };
  const panel = useRef<HTMLDivElement>(null);
  // Something further down is read when the list's beginning is out of sight.
  const quiet = useCallback(() => (panel.current?.getBoundingClientRect().top ?? 0) < -40, []);
  const { timeline, touches, waiting, showWaiting, arrived, searchedTo } = useTimeline(customer.id, search, at && momentOf(at, zone), quiet);

  const change = ({ channel, type, q, at }: TimelineSearch) =>
    void navigate({
      to: "/customers/$customerId",
      params: { customerId: customer.id },
      search: (held) => ({
        ...(held.show ? { show: held.show } : {}),
        ...(channel ? { channel } : {}),
        ...(type ? { type } : {}),
        ...(q ? { q } : {}),
        ...(at ? { at } : {}),
      }),
      replace: true,
      resetScroll: false,
    });

  const toNewest = () => {
    if (at) change({ ...search, at: "" });
    else showWaiting();
    panel.current?.scrollIntoView({ block: "start" });
  };

  return (
    <Panel flush title={t("customer.timeline.title")}>
      <div ref={panel} className={styles.body}>
        <TimelineFilters search={search} channels={Object.keys(customer.channels)} change={change} />
        {waiting.length > 0 && (
          <div className={styles.waiting} role="status">
            <Button type="primary" shape="round" size="small" icon={<ArrowUpOutlined />} onClick={toNewest}>
              {t("customer.timeline.waiting", { count: waiting.length, shown: numbers.count(waiting.length) })}
            </Button>
          </div>
        )}
        {timeline.isPending && <Rows count={8} height={64} />}
        {timeline.isError && touches.length === 0 && <Failure error={timeline.error} retry={() => void timeline.refetch()} />}
        {timeline.hasPreviousPage && (
          <p className={styles.newer}>
            <Button type="link" size="small" loading={timeline.isFetchingPreviousPage} onClick={() => void timeline.fetchPreviousPage()}>
              {t("customer.timeline.newer")}
            </Button>
          </p>
        )}
        {timeline.isSuccess && touches.length === 0 && !timeline.hasNextPage && <Nothing customer={customer} search={search} />}
        {touches.length > 0 && (
          <TimelineList
            key={[channel, type, q, at].join("\n")}
            touches={touches}
            arrived={arrived}
            text={q ?? ""}
            // A search that came to its bound goes on when it is told to; anything else by being scrolled to.
            older={timeline.hasNextPage && !(q && searchedTo) && !timeline.isFetchNextPageError}
            newer={timeline.hasPreviousPage}
            loading={timeline.isFetching}
            loadOlder={() => void timeline.fetchNextPage()}
            loadNewer={() => void timeline.fetchPreviousPage()}
          />
        )}
        {timeline.isSuccess && (
          <Foot
            searchedTo={searchedTo && timeline.hasNextPage ? clock.date(searchedTo) : undefined}
            bounded={Boolean(q) || touches.length === 0}
            failed={timeline.isFetchNextPageError}
            more={timeline.hasNextPage}
            shown={touches.length > 0}
            loading={timeline.isFetchingNextPage}
            goOn={() => void timeline.fetchNextPage()}
          />
        )}
      </div>
    </Panel>
  );
}

function Nothing({ customer, search }: { customer: Customer; search: TimelineSearch }) {
  const { t } = useTranslation();
  if (!isFiltered(search) && !search.at) return <Teach title={t("customer.timeline.empty.title")}>{t("customer.timeline.empty.help")}</Teach>;
  return (
    <Teach
      title={t("customer.timeline.nothing.title")}
      action={
        <Link to="/customers/$customerId" params={{ customerId: customer.id }} search={{}} replace resetScroll={false}>
          {t("customer.timeline.nothing.action")}
        </Link>
      }
    >
      {t(search.q ? "customer.timeline.nothing.search_help" : "customer.timeline.nothing.help")}
    </Teach>
  );
}

interface FootProps {
  searchedTo: string | undefined;
  bounded: boolean;
  failed: boolean;
  more: boolean;
  shown: boolean;
  loading: boolean;
  goOn(): void;
}

/** How far the timeline was read, and how to read on. */
function Foot({ searchedTo, bounded, failed, more, shown, loading, goOn }: FootProps) {
  const { t } = useTranslation();
  if (!more) return shown ? <p className={styles.foot}>{t("app.end")}</p> : null;
  if (failed || (searchedTo && bounded)) {
    return (
      <p className={styles.foot} role="status">
        {failed ? t("customer.timeline.broke_off") : t("customer.timeline.searched_to", { date: searchedTo })}{" "}
        <Button size="small" loading={loading} onClick={goOn}>
          {t(failed ? "app.retry" : "customer.timeline.go_on")}
        </Button>
      </p>
    );
  }
  return (
    <p className={styles.foot} role="status">
      {t("app.loading_more")}
    </p>
  );
}
