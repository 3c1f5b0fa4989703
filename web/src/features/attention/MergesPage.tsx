/** The merges of the whole company, newest first: what was found to be one, why, and taking it back. */
import { App, Button } from "antd";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import type { Merge } from "../../api/types";
import { PageTitle } from "../../ui/panel";
import { Failure, Rows, Teach, useFailureText } from "../../ui/states";
import { Tag } from "../../ui/tag";
import { Ago } from "../../ui/time";
import { useWords } from "../../ui/words";
import table from "../../ui/table.module.css";
import { mergesQuery, useUndo } from "./queries";
import styles from "./attention.module.css";

export function MergesPage() {
  const { t } = useTranslation();
  const merges = useInfiniteQuery(mergesQuery);
  const rows = merges.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <>
      <PageTitle title={t("attention.merges.title")} intro={t("attention.merges.intro")} />
      <div className={table.surface}>
        {merges.isPending && <Rows count={8} />}
        {merges.isError && <Failure error={merges.error} retry={() => void merges.refetch()} />}
        {merges.isSuccess && rows.length === 0 && <Teach title={t("attention.merges.none.title")}>{t("attention.merges.none.help")}</Teach>}
        {rows.length > 0 && (
          <table className={table.table} aria-label={t("attention.merges.title")}>
            <thead>
              <tr>
                <th scope="col">{t("attention.merges.columns.other")}</th>
                <th scope="col">{t("attention.merges.columns.why")}</th>
                <th scope="col">{t("attention.merges.columns.who")}</th>
                <th scope="col" className={table.number}>{t("attention.merges.columns.when")}</th>
                <th scope="col">
                  <span className="sr-only">{t("attention.merges.columns.action")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((merge) => (
                <Row key={merge.id} merge={merge} />
              ))}
            </tbody>
          </table>
        )}
      </div>
      {merges.hasNextPage && (
        <div className={styles.more}>
          <Button onClick={() => void merges.fetchNextPage()} loading={merges.isFetchingNextPage}>
            {t("attention.more")}
          </Button>
        </div>
      )}
    </>
  );
}

function Row({ merge }: { merge: Merge }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const words = useWords();
  const mayMerge = useMay(permissions.mergeCustomers);
  const failureText = useFailureText();
  const undo = useUndo();
  const takeBack = () =>
    undo.mutate(merge.id, { onSuccess: () => void message.success(t("customer.merging.undone")), onError: (error) => void message.error(failureText(error)) });
  return (
    <tr>
      <th scope="row">
        <Link to="/customers/$customerId" params={{ customerId: merge.survivor }}>
          {merge.other_name ?? t("attention.merges.unnamed")}
        </Link>
      </th>
      <td className="muted">{merge.reason || words.rule(merge.rule)}</td>
      <td className="muted" data-minor>{merge.rule === "person" ? (merge.actor_name ?? t("customer.merges.local")) : t("attention.merges.rule")}</td>
      <td className={`${table.number} muted`}>
        <Ago at={merge.at} />
      </td>
      <td className={table.action}>
        {merge.undone_at ? (
          <Tag>{t("attention.merges.undone")}</Tag>
        ) : (
          mayMerge && (
            <Button size="small" onClick={takeBack} loading={undo.isPending}>
              {t("customer.merges.undo")}
            </Button>
          )
        )}
      </td>
    </tr>
  );
}
