/** Who changed what and when; and the proof that nothing was taken out of that record. */
import { useState } from "react";
import { Button, Input, Select } from "antd";
import { SafetyCertificateOutlined } from "@ant-design/icons";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import type { AuditEntry } from "../../api/types";
import { Sections } from "../../app/Sections";
import { useNumbers } from "../../ui/numbers";
import { PageTitle } from "../../ui/panel";
import { Failure, Rows, Teach } from "../../ui/states";
import { useClock } from "../../ui/time";
import { useWords } from "../../ui/words";
import table from "../../ui/table.module.css";
import { auditQuery, usersQuery, useVerifyAudit } from "./queries";
import type { AuditSearch } from "./queries";
import styles from "./settings.module.css";

// What entries are about: the first part of their action.
const subjects = ["user", "session", "token", "settings", "unit", "source", "touchpoint", "customer", "customers", "import", "plan", "webhooks", "backups"] as const;

/** The beginning of a day where the viewer is; `later` so many days on. */
function startOf(day: string, later = 0): string {
  const [year = 1970, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}

export function AuditPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: "/signed-in/settings/audit" });
  const navigate = useNavigate();
  const mayPeople = useMay(permissions.readPeople);
  const users = useQuery({ ...usersQuery, enabled: mayPeople });
  const wanted: AuditSearch = {
    ...(search.actor ? { actor: search.actor } : {}),
    ...(search.subject ? { action: `${search.subject}.` } : {}),
    ...(search.object ? { object: search.object } : {}),
    ...(search.from ? { from: startOf(search.from) } : {}),
    ...(search.until ? { until: startOf(search.until, 1) } : {}),
  };
  const entries = useInfiniteQuery(auditQuery(wanted));
  const rows = entries.data?.pages.flatMap(({ data }) => data) ?? [];
  const [object, setObject] = useState(search.object ?? "");
  const go = (change: { actor?: string; subject?: string; object?: string; from?: string; until?: string }) => {
    const next = { ...search, ...change };
    void navigate({ to: "/settings/audit", search: Object.fromEntries(Object.entries(next).filter(([, value]) => value)), replace: true });
  };
  return (
    <>
      <PageTitle title={t("settings.audit.title")} intro={t("settings.audit.intro")} />
      <Sections of="settings" />
      <Proof />
      <div className={table.tools}>
        {mayPeople && (
          <Select
            aria-label={t("settings.audit.actor")}
            style={{ minWidth: 180 }}
            value={search.actor ?? ""}
            onChange={(actor: string) => go({ actor })}
            options={[
              { value: "", label: t("settings.audit.anybody") },
              { value: "local", label: t("customer.merges.local") },
              ...(users.data ?? []).map((user) => ({ value: user.id, label: user.name || user.email })),
            ]}
          />
        )}
        <Select
          aria-label={t("settings.audit.subject")}
          style={{ minWidth: 160 }}
          value={search.subject ?? ""}
          onChange={(subject: string) => go({ subject })}
          options={[{ value: "", label: t("settings.audit.anything") }, ...subjects.map((value) => ({ value, label: t(`settings.audit.subjects.${value}`) }))]}
        />
        <Input.Search
          style={{ maxWidth: 300 }}
          aria-label={t("settings.audit.object")}
          placeholder={t("settings.audit.object")}
          value={object}
          onChange={(event) => setObject(event.target.value)}
          onSearch={(value) => go({ object: value.trim() })}
          allowClear
        />
        {(["from", "until"] as const).map((end) => (
          <label key={end} className={styles.day}>
            {t(`settings.audit.${end}`)} <Input type="date" value={search[end] ?? ""} onChange={(event) => go({ [end]: event.target.value })} />
          </label>
        ))}
      </div>
      <div className={table.surface}>
        {entries.isPending && <Rows count={8} />}
        {entries.isError && <Failure error={entries.error} retry={() => void entries.refetch()} />}
        {entries.isSuccess && rows.length === 0 && <Teach title={t("settings.audit.nothing.title")}>{t("settings.audit.nothing.help")}</Teach>}
        {rows.length > 0 && <List entries={rows} />}
      </div>
      {entries.hasNextPage && (
        <div className={styles.more}>
          <Button onClick={() => void entries.fetchNextPage()} loading={entries.isFetchingNextPage}>
            {t("settings.audit.more")}
          </Button>
        </div>
      )}
    </>
  );
}

function Proof() {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const verify = useVerifyAudit();
  const found = verify.data;
  return (
    <div className={styles.proof} role="status" data-state={found && (found.intact ? "intact" : "broken")}>
      <SafetyCertificateOutlined />
      <div>
        {!found && !verify.isError && <span className="muted">{t("settings.audit.proof.about")}</span>}
        {verify.isError && <span>{t("errors.server.title")}</span>}
        {found?.intact && <strong>{t("settings.audit.proof.intact", { shown: numbers.count(found.entries) })}</strong>}
        {found && !found.intact && <strong>{t("settings.audit.proof.broken", { seq: found.broken_at })}</strong>}
        {found && <div className={styles.detail}>{t("settings.audit.proof.head", { hash: found.head })}</div>}
      </div>
      <Button onClick={() => verify.mutate()} loading={verify.isPending}>
        {t("settings.audit.proof.run")}
      </Button>
    </div>
  );
}

function List({ entries }: { entries: AuditEntry[] }) {
  const { t } = useTranslation();
  const clock = useClock();
  const words = useWords();
  const who = (entry: AuditEntry) => {
    if (entry.actor_name) return entry.actor_name;
    return entry.actor === "local" ? t("customer.merges.local") : entry.actor === "system" ? t("settings.audit.system") : entry.actor;
  };
  return (
    <table className={table.table} aria-label={t("settings.audit.list")}>
      <thead>
        <tr>
          <th scope="col">{t("settings.audit.columns.at")}</th>
          <th scope="col">{t("settings.audit.columns.actor")}</th>
          <th scope="col">{t("settings.audit.columns.action")}</th>
          <th scope="col">{t("settings.audit.columns.object")}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.seq}>
            <td className="muted">
              <time dateTime={entry.at} title={clock.exact(entry.at)}>
                {clock.date(entry.at)} {clock.clock(entry.at, true)}
              </time>
            </td>
            <td>{who(entry)}</td>
            <th scope="row">{words.action(entry.action)}</th>
            <td className={styles.detail}>
              {entry.object} {Object.keys(entry.detail ?? {}).length > 0 && <code>{JSON.stringify(entry.detail)}</code>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
