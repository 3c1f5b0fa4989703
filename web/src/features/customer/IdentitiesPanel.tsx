/** How a customer can be recognised, and the evidence for each piece of it: "why are these one?". */
import { useState } from "react";
import { Button, Drawer, Skeleton } from "antd";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Customer, Identity, Link } from "../../api/types";
import { Panel } from "../../ui/panel";
import { Failure } from "../../ui/states";
import { Tag } from "../../ui/tag";
import { Ago, useClock } from "../../ui/time";
import { useWords } from "../../ui/words";
import { bestIdentities } from "../customers/CustomerRow";
import { useSourceNames } from "../sources/queries";
import { identitiesQuery } from "./queries";
import styles from "./customer.module.css";

export function IdentitiesPanel({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const identities = bestIdentities(customer.identities);
  return (
    <Panel
      title={t("customer.identities.title")}
      extra={
        identities.length > 1 && (
          <Button type="link" size="small" onClick={() => setAsked(true)}>
            {t("customer.identities.why")}
          </Button>
        )
      }
    >
      {identities.length === 0 && <p className={styles.quiet}>{t("customer.identities.empty")}</p>}
      <ul className={styles.identities}>
        {identities.map((identity) => (
          <li key={identity.id}>
            <IdentityName identity={identity} />
            <span className={styles.seen}>
              <Ago at={identity.last_seen_at} />
            </span>
          </li>
        ))}
      </ul>
      <Drawer
        title={t("customer.identities.links")}
        open={asked}
        onClose={() => setAsked(false)}
        size={560}
        destroyOnHidden
      >
        <Evidence id={customer.id} />
      </Drawer>
    </Panel>
  );
}

function IdentityName({ identity }: { identity: Identity }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <span className={styles.identity}>
      <small>{words.identity(identity.kind)}</small>
      <span>
        {identity.value}{" "}
        {identity.context && (
          <Tag tone="warn" title={t("customer.identities.context_help")}>
            {t("customer.identities.context")}
          </Tag>
        )}
      </span>
    </span>
  );
}

function Evidence({ id }: { id: string }) {
  const { t } = useTranslation();
  const graph = useQuery(identitiesQuery(id));
  if (graph.isError) return <Failure error={graph.error} retry={() => void graph.refetch()} />;
  if (!graph.data) return <Skeleton active paragraph={{ rows: 6 }} />;
  if (graph.data.links.length === 0) return <p className={styles.quiet}>{t("customer.identities.links_empty")}</p>;
  const byId = new Map(graph.data.data.map((identity) => [identity.id, identity]));
  return (
    <>
      <p className={styles.quiet}>{t("customer.identities.links_help")}</p>
      <ol className={styles.evidence}>
        {graph.data.links.map((link) => (
          <EvidenceLine key={`${link.a} ${link.b} ${link.rule}`} link={link} a={byId.get(link.a)} b={byId.get(link.b)} />
        ))}
      </ol>
    </>
  );
}

/** Why a link was refused: a code such as `limit:phone:8`. What a person wrote is no such code. */
export function useRefusal(): (reason: string) => string | undefined {
  const { t } = useTranslation();
  const words = useWords();
  return (reason) => {
    const [code, first = "", second = ""] = reason.split(":");
    switch (code) {
      case "cap":
        return t("customer.refusals.cap", { count: Number(first) });
      case "limit":
        return t("customer.refusals.limit", { kind: words.identity(first), count: Number(second) });
      case "window":
        return t("customer.refusals.window", { kind: words.identity(first) });
      case "context":
        return t("customer.refusals.context");
      case "cannot_link":
        return t("customer.refusals.cannot_link");
      default:
        return undefined;
    }
  };
}

function EvidenceLine({ link, a, b }: { link: Link; a: Identity | undefined; b: Identity | undefined }) {
  const { t } = useTranslation();
  const words = useWords();
  const clock = useClock();
  const refusal = useRefusal();
  // The last sighting is kept to the day, which begins before a first sighting of the same day.
  const last = link.first_at && link.last_day && link.last_day < link.first_at ? link.first_at : link.last_day;
  const source = useSourceNames()(link.source);
  const counts = link.state === "joins";
  return (
    <li data-off={!counts || undefined}>
      <div className={styles.pair}>
        {a ? <IdentityName identity={a} /> : <code>{link.a}</code>}
        <span className="faint">{t("customer.identities.and")}</span>
        {b ? <IdentityName identity={b} /> : <code>{link.b}</code>}
      </div>
      <div className={styles.because}>
        {words.rule(link.rule)} <Tag tone={counts ? "accent" : "warn"}>{words.linkState(link.state)}</Tag>
      </div>
      <div className="faint">
        {[
          source && t("customer.identities.from", { source }),
          link.first_at && t("customer.identities.days", { first: clock.date(link.first_at), last: clock.date(last ?? link.first_at) }),
          link.reason && (refusal(link.reason) ?? t("customer.identities.reason", { reason: link.reason })),
        ]
          .filter(Boolean)
          .join(" · ")}
      </div>
    </li>
  );
}
