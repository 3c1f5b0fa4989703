/** One touch on the timeline: what happened, where, and, when opened, everything that came with it. */
import { useState } from "react";
import { DownOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import type { Touch } from "../../api/types";
import { Channel, channelColor } from "../../ui/channel";
import type { Clock } from "../../ui/time";
import type { Words } from "../../ui/words";
import { Value } from "./AttributesPanel";
import styles from "./timeline.module.css";

interface Props {
  touch: Touch;
  place: string;
  words: Words;
  clock: Clock;
}

// What says most about a touch in one line, best first.
const telling = ["title", "subject", "text", "product", "name", "order_id", "path", "url", "reason", "total", "revenue", "value"];

function gist(properties: Touch["properties"]): string {
  for (const name of telling) {
    const value = properties[name];
    if (typeof value === "string" || typeof value === "number") return String(value);
  }
  return "";
}

export function TimelineTouch({ touch, place, words, clock }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const properties = Object.entries(touch.properties ?? {});
  return (
    <div className={styles.touch}>
      <time dateTime={touch.at} title={clock.exact(touch.at)}>
        {clock.clock(touch.at)}
      </time>
      <span className={styles.mark} style={{ background: channelColor(touch.channel) }} aria-hidden="true" />
      <div className={styles.what}>
        <button type="button" className={styles.line} aria-expanded={open} onClick={() => setOpen(!open)}>
          <span className={styles.event}>{words.touch(touch)}</span>
          <span className={styles.gist}>{gist(touch.properties ?? {})}</span>
          <DownOutlined className={styles.arrow} rotate={open ? 180 : 0} aria-label={t("customer.timeline.details")} />
        </button>
        <div className={styles.where}>
          <Channel channel={touch.channel} />
          {place && <span>{place}</span>}
        </div>
        {open && (
          <dl className={styles.details}>
            {touch.identities.map(({ kind, value }) => (
              <div key={`${kind} ${value}`}>
                <dt>{words.identity(kind)}</dt>
                <dd>{value}</dd>
              </div>
            ))}
            {properties.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <Value value={value} />
                </dd>
              </div>
            ))}
            <div>
              <dt>{t("customer.timeline.received")}</dt>
              <dd>{clock.exact(touch.received_at)}</dd>
            </div>
          </dl>
        )}
      </div>
    </div>
  );
}
