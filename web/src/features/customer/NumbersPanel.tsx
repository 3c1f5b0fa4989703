/** Value and rhythm in a few numbers, and the channels they meet us through. */
import type { ReactNode } from "react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Customer, Window } from "../../api/types";
import { ChannelBar, ChannelDot } from "../../ui/channel";
import { useNumbers } from "../../ui/numbers";
import { Panel } from "../../ui/panel";
import { Ago } from "../../ui/time";
import { useWords } from "../../ui/words";
import styles from "./customer.module.css";

export function NumbersPanel({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const words = useWords();
  const channels = Object.entries(customer.channels).sort((a, b) => b[1] - a[1]);
  return (
    <Panel title={t("customer.numbers.title")}>
      <dl className={styles.numbers}>
        <Fact label={t("customer.numbers.spend")} wide>
          {customer.spend.length === 0 && <span className="faint">{t("customer.numbers.no_spend")}</span>}
          {customer.spend.map((money) => (
            <span key={money.currency} className={styles.money}>
              {numbers.money(money)}
            </span>
          ))}
        </Fact>
        <Fact label={t("customer.numbers.orders")}>{numbers.count(customer.orders)}</Fact>
        <Fact label={t("customer.numbers.touches")}>{numbers.count(customer.touches)}</Fact>
        <Fact label={t("customer.numbers.first_touch")}>
          <Ago at={customer.first_touch_at} />
        </Fact>
        <Fact label={t("customer.numbers.last_touch")}>
          <Ago at={customer.last_touch_at} />
        </Fact>
      </dl>
      <Windows customer={customer} />
      {channels.length > 0 && (
        <div className={styles.channels}>
          <h3>{t("customer.channels.title")}</h3>
          <ChannelBar channels={customer.channels} label={t("customer.channels.bar")} />
          <ul>
            {channels.map(([channel, count]) => (
              <li key={channel}>
                <Link
                  to="/customers/$customerId"
                  params={{ customerId: customer.id }}
                  search={{ channel }}
                  resetScroll={false}
                  replace
                >
                  <ChannelDot channel={channel} />
                  {words.channel(channel)} <strong>{numbers.count(count)}</strong>
                </Link>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Panel>
  );
}

/** The last month beside the quarter and the year: each bar is what a month of that window comes to, so a change of pace shows. */
function Windows({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const words = useWords();
  const monthly = ({ touches, days }: Window) => (touches * 30) / days;
  const most = Math.max(...customer.windows.map(monthly), 0);
  if (most === 0) return null;
  return (
    <div className={styles.windows}>
      <table>
        <caption>{t("customer.windows.title")}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">{t("customer.windows.window")}</span>
            </th>
            <th scope="col">{t("customer.numbers.touches")}</th>
            <th scope="col">{t("customer.numbers.orders")}</th>
            <th scope="col">{t("customer.numbers.spend")}</th>
          </tr>
        </thead>
        <tbody>
          {customer.windows.map((window) => (
            <tr key={window.days}>
              <th scope="row">{t("customer.windows.days", { count: window.days })}</th>
              <td>
                <span className={styles.pace} title={t("customer.windows.pace", { shown: numbers.count(Math.round(monthly(window) * 10) / 10) })}>
                  <span style={{ width: `${(monthly(window) / most) * 100}%` }} />
                </span>
                {numbers.count(window.touches)}
              </td>
              <td>{numbers.count(window.orders)}</td>
              <td>{window.spend[0] ? numbers.money(window.spend[0]) : t("app.none")}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {customer.preferred_channel && (
        <p>
          {customer.preferred_hour === null || customer.preferred_hour === undefined
            ? t("customer.windows.habit_channel", { channel: words.channel(customer.preferred_channel) })
            : t("customer.windows.habit", {
                channel: words.channel(customer.preferred_channel),
                from: `${customer.preferred_hour}:00`,
                to: `${customer.preferred_hour + 1}:00`,
              })}
        </p>
      )}
    </div>
  );
}

function Fact({ label, wide = false, children }: { label: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={wide ? styles.wide : undefined}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
