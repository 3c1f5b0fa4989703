/** All customers: search as one types, and a list that stays quick however long it is. */
import { useEffect, useRef, useState } from "react";
import { Input, Segmented } from "antd";
import { SearchOutlined } from "@ant-design/icons";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { CustomerScope } from "../../api/types";
import { PageTitle } from "../../ui/panel";
import { Failure, Rows } from "../../ui/states";
import { CustomerList } from "./CustomerList";
import { NoCustomers } from "./NoCustomers";
import { customersQuery } from "./queries";
import { useDebounced } from "./useDebounced";
import styles from "./customers.module.css";

const scopes: CustomerScope[] = ["known", "anonymous", "all"];

export function CustomersPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: "/signed-in/customers" });
  const navigate = useNavigate();
  const kind = search.kind ?? "known";
  const [typed, setTyped] = useState(search.q ?? "");
  const q = useDebounced(typed, 160);

  // The address follows what was typed; going back in history brings the words back into the field.
  const sent = useRef(search.q ?? "");
  useEffect(() => {
    if (q === sent.current) return;
    sent.current = q;
    void navigate({
      to: "/customers",
      search: { ...(q ? { q } : {}), ...(search.kind ? { kind: search.kind } : {}) },
      replace: true,
      resetScroll: false,
    });
  }, [q, search.kind, navigate]);
  useEffect(() => {
    if ((search.q ?? "") === sent.current) return;
    sent.current = search.q ?? "";
    setTyped(sent.current);
  }, [search.q]);

  const customers = useInfiniteQuery(customersQuery({ q, kind }));
  const rows = customers.data?.pages.flatMap((page) => page.data) ?? [];
  const choose = (next: CustomerScope) =>
    void navigate({ to: "/customers", search: { ...(q ? { q } : {}), ...(next === "known" ? {} : { kind: next }) } });

  return (
    <>
      <PageTitle title={t("customers.title")} />
      <div className={styles.tools}>
        <Input
          className={styles.search}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          placeholder={t("customers.search")}
          aria-label={t("customers.search_label")}
          prefix={<SearchOutlined />}
          type="search"
          enterKeyHint="search"
          allowClear
          autoFocus={window.matchMedia("(min-width: 768px)").matches}
        />
        <Segmented<CustomerScope>
          aria-label={t("customers.kind_label")}
          value={kind}
          onChange={choose}
          options={scopes.map((scope) => ({ value: scope, label: t(`customers.kinds.${scope}`) }))}
        />
      </div>
      <div className={styles.list} data-stale={customers.isPlaceholderData || undefined}>
        {customers.isPending && <Rows count={10} />}
        {customers.isError && <Failure error={customers.error} retry={() => void customers.refetch()} />}
        {customers.isSuccess && rows.length === 0 && (
          <NoCustomers query={q} kind={kind} choose={choose} clear={() => setTyped("")} />
        )}
        {rows.length > 0 && (
          <CustomerList
            rows={rows}
            more={customers.hasNextPage}
            loading={customers.isFetchingNextPage}
            load={() => void customers.fetchNextPage()}
          />
        )}
      </div>
    </>
  );
}
