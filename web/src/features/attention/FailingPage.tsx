/** Sources whose events are refused: which, why the newest was, and the way to its debugger. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useNumbers } from "../../ui/numbers";
import { PageTitle } from "../../ui/panel";
import { Failure, Rows, Teach } from "../../ui/states";
import { Ago } from "../../ui/time";
import table from "../../ui/table.module.css";
import { failingQuery } from "./queries";

export function FailingPage() {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const failing = useQuery(failingQuery);
  return (
    <>
      <PageTitle title={t("attention.sources.title")} intro={t("attention.sources.intro")} />
      <div className={table.surface}>
        {failing.isPending && <Rows count={3} />}
        {failing.isError && <Failure error={failing.error} retry={() => void failing.refetch()} />}
        {failing.data?.length === 0 && <Teach title={t("attention.sources.none.title")}>{t("attention.sources.none.help")}</Teach>}
        {failing.data && failing.data.length > 0 && (
          <table className={table.table} aria-label={t("attention.sources.title")}>
            <thead>
              <tr>
                <th scope="col">{t("attention.sources.columns.name")}</th>
                <th scope="col" className={table.number}>{t("attention.sources.columns.refused")}</th>
                <th scope="col">{t("attention.sources.columns.newest")}</th>
                <th scope="col" className={table.number}>{t("attention.sources.columns.when")}</th>
              </tr>
            </thead>
            <tbody>
              {failing.data.map(({ source, refused, newest }) => (
                <tr key={source.id}>
                  <th scope="row">
                    <Link to="/sources" search={{ source: source.id }}>
                      {source.name}
                    </Link>
                  </th>
                  <td className={table.number} data-label={t("attention.sources.columns.refused")}>
                    {refused >= 100 ? t("attention.sources.many") : numbers.count(refused)}
                  </td>
                  <td>
                    <code>{newest.field}</code> <span className="muted">{newest.message}</span>
                  </td>
                  <td className={`${table.number} muted`}>
                    <Ago at={newest.at} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </>
  );
}
