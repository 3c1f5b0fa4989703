/** Customers whose data is missing, cannot be right, or is contradicted; each is put right in its line. */
import { useState } from "react";
import { App, Button, Input } from "antd";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import type { Customer } from "../../api/types";
import { useNumbers } from "../../ui/numbers";
import { PageTitle } from "../../ui/panel";
import { Failure, Rows, Teach, useFailureText } from "../../ui/states";
import { useWords } from "../../ui/words";
import table from "../../ui/table.module.css";
import { useAttributeLabel } from "../customer/AttributesPanel";
import { qualityCustomersQuery, qualityQuery, useRepair } from "./queries";
import styles from "./attention.module.css";

/** What is wrong, as a sentence. */
function useFinding(): (code: string, attribute: string) => string {
  const { t } = useTranslation();
  const label = useAttributeLabel();
  return (code, attribute) => {
    const name = label(attribute);
    if (code === "missing") return t("customer.quality.missing", { name });
    return code === "conflicting" ? t("customer.quality.conflicting", { name }) : t("customer.quality.implausible", { name });
  };
}

export function QualityPage() {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const finding = useFinding();
  const search = useSearch({ from: "/signed-in/attention/quality" });
  const mayFigures = useMay(permissions.readFigures);
  const summary = useQuery({ ...qualityQuery, enabled: mayFigures });
  const first = summary.data?.[0];
  const code = search.code ?? first?.code;
  const attribute = search.attribute ?? first?.attribute;
  return (
    <>
      <PageTitle title={t("attention.quality.title")} intro={t("attention.quality.intro")} />
      {summary.isError && <Failure error={summary.error} retry={() => void summary.refetch()} />}
      {summary.data?.length === 0 && !search.code && <Teach title={t("attention.quality.none.title")}>{t("attention.quality.none.help")}</Teach>}
      <nav className={styles.findings} aria-label={t("attention.quality.title")}>
        {summary.data?.map((one) => (
          <Link key={`${one.code} ${one.attribute}`} to="/attention/quality" search={{ code: one.code, attribute: one.attribute }} aria-current={one.code === code && one.attribute === attribute ? "page" : undefined}>
            {finding(one.code, one.attribute)} <strong>{numbers.count(one.count)}</strong>
          </Link>
        ))}
      </nav>
      {code && attribute && <List key={`${code} ${attribute}`} code={code} attribute={attribute} />}
    </>
  );
}

function List({ code, attribute }: { code: string; attribute: string }) {
  const { t } = useTranslation();
  const label = useAttributeLabel();
  const customers = useInfiniteQuery(qualityCustomersQuery(code, attribute));
  const rows = customers.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <>
      <div className={table.surface}>
        {customers.isPending && <Rows count={6} />}
        {customers.isError && <Failure error={customers.error} retry={() => void customers.refetch()} />}
        {customers.isSuccess && rows.length === 0 && <Teach title={t("attention.quality.mended.title")}>{t("attention.quality.mended.help")}</Teach>}
        {rows.length > 0 && (
          <table className={table.table} aria-label={t("attention.quality.list")}>
            <thead>
              <tr>
                <th scope="col">{t("attention.quality.columns.customer")}</th>
                <th scope="col">{t("attention.quality.columns.identities")}</th>
                <th scope="col">{label(attribute)}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((customer) => (
                <Row key={customer.id} customer={customer} attribute={attribute} />
              ))}
            </tbody>
          </table>
        )}
      </div>
      {customers.hasNextPage && (
        <div className={styles.more}>
          <Button onClick={() => void customers.fetchNextPage()} loading={customers.isFetchingNextPage}>
            {t("attention.more")}
          </Button>
        </div>
      )}
    </>
  );
}

function Row({ customer, attribute }: { customer: Customer; attribute: string }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <tr>
      <th scope="row">
        <Link to="/customers/$customerId" params={{ customerId: customer.id }}>
          {words.customer(customer)}
        </Link>
      </th>
      <td className="muted">{customer.identities.slice(0, 3).map(({ value }) => value).join(" · ")}</td>
      <td>
        {attribute === "contact" ? (
          <span className="muted">{t("attention.quality.contact_help")}</span>
        ) : (
          <Repair customer={customer} attribute={attribute} />
        )}
      </td>
    </tr>
  );
}

function Repair({ customer, attribute }: { customer: Customer; attribute: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const failureText = useFailureText();
  const label = useAttributeLabel();
  const mayWrite = useMay(permissions.writeCustomers);
  const repair = useRepair();
  const [value, setValue] = useState("");
  const now = attribute === "name" ? customer.name : (customer.attributes as Record<string, unknown>)[attribute];
  const told = now == null ? "" : String(now);
  if (!mayWrite) return <span className="muted">{told}</span>;
  return (
    <form
      className={styles.repair}
      onSubmit={(event) => {
        event.preventDefault();
        if (!value.trim()) return;
        repair.mutate({ customer: customer.id, attribute, value: value.trim() }, { onSuccess: () => void message.success(t("attention.quality.saved")), onError: (error) => void message.error(failureText(error)) });
      }}
    >
      <Input size="small" type={attribute === "birthday" ? "date" : "text"} aria-label={t("attention.quality.right", { name: label(attribute) })} placeholder={told} value={value} onChange={(event) => setValue(event.target.value)} maxLength={200} />
      <Button size="small" htmlType="submit" loading={repair.isPending} disabled={!value.trim()}>
        {t("settings.save")}
      </Button>
      {told && attribute === "birthday" && <span className="faint">{told}</span>}
    </form>
  );
}
