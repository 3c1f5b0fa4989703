/** All customers: search as one types, filters, views, and a list that stays quick however long it is. */
import { Suspense, lazy, useEffect, useRef, useState } from "react";
import { Badge, Button, Input, Segmented } from "antd";
import type { InputRef } from "antd";
import { ExportOutlined, EyeInvisibleOutlined, EyeOutlined, FilterOutlined, SearchOutlined } from "@ant-design/icons";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import { useShortcuts } from "../../app/shortcuts/useShortcuts";
import type { CustomerFilter, CustomerScope } from "../../api/types";
import { useNumbers } from "../../ui/numbers";
import { PageTitle } from "../../ui/panel";
import { Failure, Rows } from "../../ui/states";
import { BulkBar } from "./BulkBar";
import { Chips } from "./Chips";
import { ColumnsMenu } from "./ColumnsMenu";
import { CustomerList } from "./CustomerList";
import { NoCustomers } from "./NoCustomers";
import { ViewMenu } from "./ViewMenu";
import { chosen, columnsPreference, useColumns, usualColumns } from "./columns";
import { useDescription } from "./describe";
import { filterOf, isFiltered, tidy } from "./filter";
import type { CustomersSearch } from "./filter";
import { countQuery, customersQuery, pageSize, preferencesQuery, usePrefer, viewsQuery } from "./queries";
import { useDebounced } from "./useDebounced";
import { useSelection } from "./useSelection";
import styles from "./customers.module.css";

const FilterDrawer = lazy(async () => ({ default: (await import("./FilterDrawer")).FilterDrawer }));
const ExportDialog = lazy(async () => ({ default: (await import("./ExportDialog")).ExportDialog }));
const RevealDialog = lazy(async () => ({ default: (await import("./RevealDialog")).RevealDialog }));

const scopes: CustomerScope[] = ["known", "anonymous", "all"];

export function CustomersPage() {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const search = useSearch({ from: "/signed-in/customers" });
  const navigate = useNavigate();
  const kind = search.kind ?? "known";
  const [typed, setTyped] = useState(search.q ?? "");
  const q = useDebounced(typed, 160);
  const [asked, setAsked] = useState<"filters" | "export" | "reveal">();
  const [reason, setReason] = useState<string>();
  const close = () => setAsked(undefined);
  const mayWrite = useMay(permissions.writeCustomers);
  const mayExport = useMay(permissions.exportCustomers);
  const mayReveal = useMay(permissions.revealCustomers);

  // The address follows what was typed; going back in history brings the words back into the field.
  const sent = useRef(search.q ?? "");
  useEffect(() => {
    if (q === sent.current) return;
    sent.current = q;
    void navigate({ to: "/customers", search: tidy({ ...search, q }), replace: true, resetScroll: false });
  }, [q, search, navigate]);
  useEffect(() => {
    if ((search.q ?? "") === sent.current) return;
    sent.current = search.q ?? "";
    setTyped(sent.current);
  }, [search.q]);
  const go = (next: CustomersSearch) => void navigate({ to: "/customers", search: tidy(next) });

  // Added to what stands in the address by then: two choices may come before the page is drawn anew.
  const set = (part: Partial<CustomersSearch>) => void navigate({ to: "/customers", search: (held) => tidy({ ...(held as CustomersSearch), ...part }), replace: true, resetScroll: false });

  const filter = filterOf({ ...search, q });
  const customers = useInfiniteQuery(customersQuery({ ...filter, kind }, pageSize, reason));
  const rows = customers.data?.pages.flatMap((page) => page.data) ?? [];
  const narrowed = isFiltered(search) || q !== "";
  const count = useQuery({ ...countQuery(filter), enabled: narrowed && customers.isSuccess && rows.length > 0 });
  const selection = useSelection(JSON.stringify(filter));
  const { shown, all, choose } = useChosenColumns(search.view);
  const parts = useDescription()(search);

  // A page may have looked far and found nobody who fits; then the next is asked for until there is somebody to show.
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = customers;
  const looking = customers.isSuccess && rows.length === 0 && hasNextPage;
  useEffect(() => {
    if (looking && !isFetchingNextPage) void fetchNextPage();
  }, [looking, isFetchingNextPage, fetchNextPage]);

  const field = useRef<InputRef>(null);
  // On this page the key that searches everywhere else searches customers.
  useShortcuts(t("customers.title"), [{ keys: "/", label: t("customers.search_label"), run: () => field.current?.focus({ cursor: "all" }) }]);

  const sort = (by: NonNullable<CustomerFilter["sort"]>) => {
    const now = search.sort ?? (q ? undefined : "last_touch");
    const { order: _order, ...rest } = search;
    go(now === by && search.order !== "asc" ? { ...rest, sort: by, order: "asc" } : { ...rest, sort: by });
  };

  return (
    <>
      <PageTitle
        title={t("customers.title")}
        actions={
          <>
            {mayReveal && (
              <Button icon={reason ? <EyeInvisibleOutlined /> : <EyeOutlined />} onClick={() => (reason ? setReason(undefined) : setAsked("reveal"))}>
                {t(reason ? "customer.actions.mask" : "customers.reveal.action")}
              </Button>
            )}
            {mayExport && (
              <Button icon={<ExportOutlined />} onClick={() => setAsked("export")}>
                {t("customers.bulk.export")}
              </Button>
            )}
          </>
        }
      />
      <div className={styles.tools}>
        <Input
          ref={field}
          className={styles.search}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          placeholder={t("customers.search")}
          aria-label={t("customers.search_label")}
          aria-keyshortcuts="/"
          data-list-search=""
          prefix={<SearchOutlined />}
          type="search"
          enterKeyHint="search"
          autoFocus={window.matchMedia("(min-width: 768px)").matches}
        />
        <Segmented<CustomerScope>
          aria-label={t("customers.kind_label")}
          value={kind}
          onChange={(next) => go({ ...search, kind: next })}
          options={scopes.map((scope) => ({ value: scope, label: t(`customers.kinds.${scope}`) }))}
        />
        <span className={styles.toolsEnd}>
          <Badge count={parts.length} size="small" color="var(--accent)" offset={[-4, 4]}>
            <Button icon={<FilterOutlined />} onClick={() => setAsked("filters")}>
              {t("customers.filters.title")}
            </Button>
          </Badge>
          <ViewMenu search={search} columns={shown} go={go} />
          <span className={styles.wideOnly}>
            <ColumnsMenu columns={all} shown={shown} choose={choose} />
          </span>
        </span>
        <Chips search={search} go={go} />
        {narrowed && rows.length > 0 && (
          <span className={styles.count} role="status">
            {count.data ? t("customers.count", { count: count.data.count, shown: numbers.count(count.data.count) }) : t("customers.filters.counting")}
          </span>
        )}
      </div>
      <div className={styles.list} data-stale={customers.isPlaceholderData || undefined}>
        {(customers.isPending || looking) && <Rows count={10} />}
        {customers.isError && <Failure error={customers.error} retry={() => void customers.refetch()} />}
        {customers.isSuccess && rows.length === 0 && !hasNextPage && (
          <NoCustomers query={q} kind={kind} filtered={isFiltered(search)} choose={(next) => go({ ...search, kind: next })} clear={() => (setTyped(""), go({ kind }))} />
        )}
        {rows.length > 0 && (
          <CustomerList
            rows={rows}
            columns={chosen(all, shown)}
            filter={filter}
            sort={sort}
            selection={selection}
            selectable={mayWrite || mayExport}
            more={hasNextPage}
            loading={isFetchingNextPage}
            load={() => void fetchNextPage()}
          />
        )}
      </div>
      <BulkBar filter={filter} selection={selection} takeOut={() => setAsked("export")} />
      <Suspense fallback={null}>
        {asked === "filters" && <FilterDrawer search={search} set={set} close={close} />}
        {asked === "export" && <ExportDialog filter={selection.count > 0 && !selection.all ? { kind: "all", customer: selection.ids } : { ...filter, kind }} close={close} />}
        {asked === "reveal" && <RevealDialog close={close} reveal={setReason} />}
      </Suspense>
    </>
  );
}

/** The columns of the view, or those that the person chose, or the usual ones. */
function useChosenColumns(id: string | undefined) {
  const all = useColumns();
  const views = useQuery(viewsQuery);
  const preferences = useQuery(preferencesQuery);
  const prefer = usePrefer();
  const [here, setHere] = useState<{ view: string | undefined; keys: string[] }>();
  const view = views.data?.find((one) => one.id === id);
  const own = preferences.data?.[columnsPreference];
  const kept = Array.isArray(own) ? own.map(String) : usualColumns;
  const keys = here && here.view === id ? here.keys : view?.columns.length ? view.columns : kept;
  const shown = all.map(({ key }) => key).filter((key) => keys.includes(key));
  const choose = (next: string[]) => {
    setHere({ view: id, keys: next });
    // In a view the choice stays until the view is saved; elsewhere it is the person's own from now on.
    if (!view) prefer.mutate({ name: columnsPreference, value: next });
  };
  return { all, shown, choose };
}
