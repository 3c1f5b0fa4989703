/** How a customer can be recognised; the evidence for it is one click away: "why are these one?". */
import { Button } from "antd";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Customer } from "../../api/types";
import { Panel } from "../../ui/panel";
import { Tag } from "../../ui/tag";
import { Ago } from "../../ui/time";
import { useWords } from "../../ui/words";
import { bestIdentities } from "../../ui/identities";
import { GraphDrawer } from "./GraphDrawer";
import { KindSign } from "./KindSign";
import styles from "./customer.module.css";

// What is more is in the graph; a list of hundreds would push everything else away.
const most = 12;

export function IdentitiesPanel({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const words = useWords();
  const navigate = useNavigate();
  const { show, ...held } = useSearch({ from: "/signed-in/customers/$customerId" });
  const identities = bestIdentities(customer.identities);
  const open = (graph: boolean) =>
    void navigate({
      to: "/customers/$customerId",
      params: { customerId: customer.id },
      search: { ...held, ...(graph ? { show: "graph" as const } : {}) },
      replace: !graph,
      resetScroll: false,
    });
  return (
    <Panel
      title={t("customer.identities.title")}
      extra={
        <Button type="link" size="small" onClick={() => open(true)}>
          {t("customer.identities.why")}
        </Button>
      }
    >
      {identities.length === 0 && <p className={styles.quiet}>{t("customer.identities.empty")}</p>}
      <ul className={styles.identities}>
        {identities.slice(0, most).map((identity) => (
          <li key={identity.id}>
            <span className={styles.identity}>
              <KindSign kind={identity.kind} />
              <span>
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
            </span>
            <span className={styles.seen}>
              <Ago at={identity.last_seen_at} />
            </span>
          </li>
        ))}
      </ul>
      {identities.length > most && <p className={styles.more}>{t("customer.identities.more", { count: identities.length - most })}</p>}
      <GraphDrawer id={customer.id} open={show === "graph"} close={() => open(false)} />
    </Panel>
  );
}
