/** One customer in a list: the whole row is the way to them. */
import { memo } from "react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Customer, Identity } from "../../api/types";
import { ChannelBar } from "../../ui/channel";
import { useNumbers } from "../../ui/numbers";
import { Ago } from "../../ui/time";
import { useWords } from "../../ui/words";
import { CustomerSign } from "./CustomerSign";
import styles from "./customers.module.css";

const shownIdentities = 2;

// How one would reach or address somebody comes before what only a machine can read.
const order = ["phone", "email", "card", "user_id", "openid", "unionid", "external_userid", "plate", "order"];
const rank = (identity: Identity) => {
  const place = order.indexOf(identity.kind);
  return (identity.context ? 100 : 0) + (place < 0 ? order.length : place);
};

export function bestIdentities(identities: Identity[]): Identity[] {
  return [...identities].sort((a, b) => rank(a) - rank(b));
}

export const CustomerRow = memo(function CustomerRow({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const words = useWords();
  const numbers = useNumbers();
  const identities = bestIdentities(customer.identities);
  const hidden = identities.length - shownIdentities;
  const name = words.customer(customer);
  return (
    <Link to="/customers/$customerId" params={{ customerId: customer.id }} className={styles.row}>
      <span className={styles.who}>
        <CustomerSign customer={customer} />
        <span className="ellipsis">
          <span className={styles.name}>{name}</span>
          {customer.tags.length > 0 && <span className={styles.tags}>{customer.tags.slice(0, 3).join(" · ")}</span>}
        </span>
      </span>
      <span className={styles.identities}>
        {identities.length === 0 && <span className="faint">{t("customers.no_identity")}</span>}
        {identities.slice(0, shownIdentities).map((identity) => (
          <span key={identity.id} className="ellipsis" title={words.identity(identity.kind)}>
            {identity.value}
          </span>
        ))}
        {hidden > 0 && <span className={styles.more}>{t("customers.more_identities", { count: hidden })}</span>}
      </span>
      <span className={styles.channels}>
        <ChannelBar channels={customer.channels} label={t("customers.columns.channels")} />
      </span>
      <span className={`${styles.number} ${styles.touches}`}>{numbers.count(customer.touches)}</span>
      <span className={`${styles.number} ${styles.spend}`}>
        {customer.spend[0] ? numbers.money(customer.spend[0]) : <span className="faint">{t("app.none")}</span>}
      </span>
      <span className={`${styles.number} ${styles.last}`}>
        <Ago at={customer.last_touch_at} />
      </span>
    </Link>
  );
});
