/** The files that were brought in: what became of them, and which rows were rejected. */
import { useState } from "react";
import { Button, Drawer } from "antd";
import { InboxOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import type { Import } from "../../api/types";
import { Sections } from "../../app/Sections";
import { useNumbers } from "../../ui/numbers";
import { PageTitle } from "../../ui/panel";
import { Failure, Rows, Teach } from "../../ui/states";
import { Tag } from "../../ui/tag";
import { Ago } from "../../ui/time";
import table from "../../ui/table.module.css";
import { useTouchpointNames } from "../touchpoints/queries";
import { CountsList, Rejects } from "./ImportResult";
import { UndoImport } from "./UndoImport";
import { importsQuery } from "./queries";
import styles from "./imports.module.css";

export function ImportsPage() {
  const { t } = useTranslation();
  const mayWrite = useMay(permissions.writeImports);
  const imports = useQuery(importsQuery);
  const [openedId, setOpened] = useState<string>();
  const rows = imports.data?.data;
  const opened = rows?.find(({ id }) => id === openedId);
  const start = mayWrite && (
    <Link to="/imports/new" className="button-primary">
      {t("imports.new")}
    </Link>
  );
  return (
    <>
      <PageTitle title={t("imports.title")} intro={t("imports.intro")} actions={rows && rows.length > 0 && start} />
      <Sections of="data" />
      <div className={table.surface}>
        {imports.isPending && <Rows count={5} />}
        {imports.isError && <Failure error={imports.error} retry={() => void imports.refetch()} />}
        {rows?.length === 0 && (
          <Teach title={t("imports.empty.title")} action={start} icon={<InboxOutlined />}>
            {t("imports.empty.help")}
          </Teach>
        )}
        {rows && rows.length > 0 && <List imports={rows} open={setOpened} />}
      </div>
      <Drawer title={opened?.name ?? t("imports.unnamed")} open={opened !== undefined} onClose={() => setOpened(undefined)} size={620} destroyOnHidden>
        {opened && (
          <div className={styles.drawer}>
            <CountsList counts={opened} />
            {opened.failure && <p role="alert">{t("imports.run.failed", { reason: opened.failure })}</p>}
            <div>
              <h3>{t("imports.mapping.title")}</h3>
              <ul className={styles.pairs}>
                {opened.mapping.map((one) => (
                  <li key={one}>
                    <code>{one}</code>
                  </li>
                ))}
              </ul>
            </div>
            <UndoImport one={opened} mayWrite={mayWrite} />
            {opened.rejects.length > 0 && <Rejects rejects={opened.rejects} name={opened.name ?? "import"} />}
          </div>
        )}
      </Drawer>
    </>
  );
}

function StateTag({ one }: { one: Import }) {
  const { t } = useTranslation();
  if (one.undo) return <Tag tone={one.undo.ended_at ? "plain" : "accent"}>{t(one.undo.ended_at ? "imports.states.undone" : "imports.states.undoing")}</Tag>;
  return <Tag tone={one.state === "stopped" ? "warn" : one.state === "running" ? "accent" : "plain"}>{t(`imports.states.${one.state}`)}</Tag>;
}

function List({ imports, open }: { imports: Import[]; open(id: string): void }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const names = useTouchpointNames();
  return (
    <table className={table.table} aria-label={t("imports.list")}>
      <thead>
        <tr>
          <th scope="col">{t("imports.columns.file")}</th>
          <th scope="col">{t("imports.columns.holds")}</th>
          <th scope="col">{t("imports.columns.touchpoint")}</th>
          <th scope="col" className={table.number}>{t("imports.counts.rows")}</th>
          <th scope="col" className={table.number}>{t("imports.counts.rejected")}</th>
          <th scope="col" className={table.number}>{t("imports.columns.when")}</th>
          <th scope="col">
            <span className="sr-only">{t("imports.columns.state")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {imports.map((one) => (
          <tr key={one.id}>
            <th scope="row">
              <Button type="link" className="button-text" onClick={() => open(one.id)}>
                {one.name ?? t("imports.unnamed")}
              </Button>
            </th>
            <td>{t(`imports.sorts.${one.holds}.title`)}</td>
            <td className="muted" data-minor>{names(one.touchpoint)}</td>
            <td className={table.number} data-label={t("imports.counts.rows")}>{numbers.count(one.rows)}</td>
            <td className={table.number} data-label={t("imports.counts.rejected")}>{numbers.count(one.rejected)}</td>
            <td className={`${table.number} muted`}>
              <Ago at={one.started_at} />
            </td>
            <td className={table.action}>
              <StateTag one={one} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
