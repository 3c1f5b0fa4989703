/** One touch on the timeline: what happened, where, and, when opened, everything that came with it. */
import { useState } from "react";
import { DownOutlined } from "@ant-design/icons";
import { Link, useParams } from "@tanstack/react-router";
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
  /** What was searched for. */
  text: string;
}

// What says most about a touch in one line, best first.
const telling = ["title", "subject", "text", "product", "name", "order_id", "path", "url", "reason", "total", "revenue", "value"];

const isPlain = (value: unknown): value is string | number => typeof value === "string" || typeof value === "number";

/** In a search the line shows the value that was found; otherwise the one that says most. */
function gist(properties: Touch["properties"], text: string): string {
  const wanted = text.toLowerCase();
  if (wanted) {
    const found = Object.values(properties).find((value) => isPlain(value) && String(value).toLowerCase().includes(wanted));
    if (found !== undefined) return String(found);
  }
  for (const name of telling) {
    const value = properties[name];
    if (isPlain(value)) return String(value);
  }
  return "";
}

function Marked({ children, text }: { children: string; text: string }) {
  const place = text ? children.toLowerCase().indexOf(text.toLowerCase()) : -1;
  if (place < 0) return children;
  return (
    <>
      {children.slice(0, place)}
      <mark className={styles.found}>{children.slice(place, place + text.length)}</mark>
      {children.slice(place + text.length)}
    </>
  );
}

export function TimelineTouch({ touch, place, words, clock, text }: Props) {
  const { t } = useTranslation();
  const { customerId } = useParams({ from: "/signed-in/customers/$customerId" });
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
          <span className={styles.event}>
            <Marked text={text}>{words.touch(touch)}</Marked>
          </span>
          <span className={styles.gist}>
            <Marked text={text}>{gist(touch.properties ?? {}, text)}</Marked>
          </span>
          <DownOutlined className={styles.arrow} rotate={open ? 180 : 0} aria-label={t("customer.timeline.details")} />
        </button>
        <div className={styles.where}>
          <Channel channel={touch.channel} />
          {place && (
            <span>
              <Marked text={text}>{place}</Marked>
            </span>
          )}
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
            <div>
              <dt>{t("customer.timeline.moment")}</dt>
              <dd>
                <Link to="/customers/$customerId" params={{ customerId }} search={{ at: touch.at }} resetScroll={false}>
                  {t("customer.timeline.around")}
                </Link>
              </dd>
            </div>
          </dl>
        )}
      </div>
    </div>
  );
}
