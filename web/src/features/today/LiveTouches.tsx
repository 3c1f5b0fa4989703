/** Touches the moment they happen, newest first. */
import { memo } from "react";
import { Button } from "antd";
import { CaretRightOutlined, PauseOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Touch } from "../../api/types";
import { Channel } from "../../ui/channel";
import { useNumbers } from "../../ui/numbers";
import { Panel } from "../../ui/panel";
import { Teach } from "../../ui/states";
import { useClock } from "../../ui/time";
import type { Clock } from "../../ui/time";
import { useWords } from "../../ui/words";
import type { Words } from "../../ui/words";
import { useTouchpointNames } from "../touchpoints/queries";
import { shownAtMost } from "./feed";
import type { Feed, FeedSnapshot } from "./feed";
import styles from "./today.module.css";

export function LiveTouches({ feed, snapshot }: { feed: Feed; snapshot: FeedSnapshot }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const { touches, state, paused, waiting, rate } = snapshot;
  const shownState = paused ? "paused" : state;
  return (
    <Panel
      flush
      title={t("today.live.title")}
      extra={
        <div className={styles.liveExtra}>
          <span className={styles.state} data-state={shownState} role="status">
            {t(`today.live.state.${shownState}`)}
          </span>
          {rate >= 1 && !paused && <span className="faint">{t("today.live.rate", { rate: numbers.count(Math.round(rate)) })}</span>}
          <Button
            size="small"
            icon={paused ? <CaretRightOutlined /> : <PauseOutlined />}
            onClick={() => feed.setPaused(!paused)}
          >
            {paused ? t("today.live.resume") : t("today.live.pause")}
          </Button>
        </div>
      }
    >
      {paused && waiting > 0 && (
        <button type="button" className={styles.waiting} onClick={() => feed.setPaused(false)}>
          {t("today.live.waiting", { count: waiting })}
        </button>
      )}
      {touches.length === 0 ? (
        <Teach
          title={t("today.live.empty_title")}
          icon={<span className={styles.beacon} />}
          action={<Link to="/sources" search={{ new: true }}>{t("today.live.empty_action")}</Link>}
        >
          {t("today.live.empty_help")}
        </Teach>
      ) : (
        <Touches touches={touches} />
      )}
    </Panel>
  );
}

const Touches = memo(function Touches({ touches }: { touches: readonly Touch[] }) {
  const { t } = useTranslation();
  const words = useWords();
  const clock = useClock();
  const names = useTouchpointNames();
  return (
    <>
      <ol className={styles.feed} aria-label={t("today.live.title")} tabIndex={0}>
        {touches.map((touch) => (
          <LiveTouch key={touch.id} touch={touch} words={words} time={clock.clock(touch.at, true)} exact={clock.exact} place={names(touch.touchpoint)} />
        ))}
      </ol>
      {touches.length >= shownAtMost && <p className={styles.bounded}>{t("today.live.bounded", { count: shownAtMost })}</p>}
    </>
  );
});

interface RowProps {
  touch: Touch;
  words: Words;
  time: string;
  exact: Clock["exact"];
  place: string;
}

// A row never changes once it is there; only the words do, when the language changes.
const LiveTouch = memo(
  function LiveTouch({ touch, words, time, exact, place }: RowProps) {
    const { t } = useTranslation();
    const event = words.touch(touch);
    const who = touch.identities.find(({ kind }) => kind !== "anonymous_id" && kind !== "device") ?? touch.identities[0];
    const content = (
      <>
        <time dateTime={touch.at} title={exact(touch.at)}>
          {time}
        </time>
        <span className={styles.feedChannel}>
          <Channel channel={touch.channel} />
        </span>
        <span className={styles.feedEvent}>{event}</span>
        <span className={styles.feedWho}>{who && `${words.identity(who.kind)} ${who.value}`}</span>
        <span className={styles.feedPlace}>{place}</span>
      </>
    );
    return (
      <li>
        {touch.customer_id ? (
          <Link
            to="/customers/$customerId"
            params={{ customerId: touch.customer_id }}
            preload={false}
            className={styles.feedRow}
            title={t("today.live.open_customer", { text: who?.value ?? "" })}
          >
            {content}
          </Link>
        ) : (
          <div className={styles.feedRow}>{content}</div>
        )}
      </li>
    );
  },
  (before, after) =>
    before.touch === after.touch && before.words === after.words && before.place === after.place && before.time === after.time,
);
