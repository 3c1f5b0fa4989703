/** Value and rhythm in a few numbers, and the channels they meet us through. */
import type { ReactNode } from "react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Customer } from "../../api/types";
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

function Fact({ label, wide = false, children }: { label: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={wide ? styles.wide : undefined}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
