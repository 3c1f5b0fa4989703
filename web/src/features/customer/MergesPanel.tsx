/** What was merged into this customer, by whom and why; each can be taken back. */
import { App, Button, Skeleton } from "antd";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Customer, Merge } from "../../api/types";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import { Panel } from "../../ui/panel";
import { Failure, useFailureText } from "../../ui/states";
import { Ago, useClock } from "../../ui/time";
import { useWords } from "../../ui/words";
import { mergesQuery, useUndoMerge } from "./queries";
import { useActor } from "./useActor";
import styles from "./customer.module.css";

export function MergesPanel({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const merges = useQuery(mergesQuery(customer.id));
  return (
    <Panel title={t("customer.merges.title")}>
      {merges.isPending && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      {merges.isError && <Failure error={merges.error} retry={() => void merges.refetch()} />}
      {merges.data?.data.length === 0 && <p className={styles.quiet}>{t("customer.merges.empty")}</p>}
      <ul className={styles.merges}>
        {merges.data?.data.map((merge) => (
          <MergeLine key={merge.id} merge={merge} />
        ))}
      </ul>
    </Panel>
  );
}

function MergeLine({ merge }: { merge: Merge }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const clock = useClock();
  const failureText = useFailureText();
  const undo = useUndoMerge();
  const actor = useActor();
  const words = useWords();
  const mayMerge = useMay(permissions.mergeCustomers);
  const takeBack = () =>
    undo.mutate(merge.id, {
      onSuccess: () => message.success(t("customer.merging.undone")),
      onError: (error) => message.error(failureText(error)),
    });
  return (
    <li>
      <div>
        <div>
          {merge.undone_at ? (
            <Link to="/customers/$customerId" params={{ customerId: merge.other }}>
              {t("customer.merges.line")}
            </Link>
          ) : (
            (merge.other_name ?? t("customer.merges.line"))
          )}
        </div>
        {merge.reason && <div className="muted">{t("customer.identities.reason", { reason: merge.reason })}</div>}
        <div className="faint">
          {merge.rule === "person" ? t("customer.merges.by", { actor: merge.actor_name ?? actor(merge.actor) }) : words.rule(merge.rule)} ·{" "}
          {merge.undone_at ? t("customer.merges.undone", { time: clock.date(merge.undone_at) }) : <Ago at={merge.at} />}
          {merge.undone_at && merge.undone_by && ` · ${t("customer.merges.by", { actor: merge.undone_by_name ?? actor(merge.undone_by) })}`}
        </div>
      </div>
      {mayMerge && !merge.undone_at && (
        <Button size="small" onClick={takeBack} loading={undo.isPending}>
          {t("customer.merges.undo")}
        </Button>
      )}
    </li>
  );
}
