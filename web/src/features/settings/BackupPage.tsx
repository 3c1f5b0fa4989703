/** Backups: making one while work goes on, proving that one is whole, and how to bring one back. */
import { App, Button, Form, Input, Skeleton } from "antd";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import { Sections } from "../../app/Sections";
import { CopyButton } from "../../ui/copy";
import { useNumbers } from "../../ui/numbers";
import { PageTitle, Panel } from "../../ui/panel";
import { Failure, useFailureText } from "../../ui/states";
import { Ago, useClock } from "../../ui/time";
import { auditQuery, useTakeBackup, useVerifyBackup } from "./queries";
import styles from "./settings.module.css";

const example = "/var/backups/rapport";

interface Folder {
  folder: string;
}

export function BackupPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageTitle title={t("settings.backup.title")} intro={t("settings.backup.intro")} />
      <Sections of="settings" />
      <div className={styles.backup}>
        <Take />
        <Verify />
        <History />
        <Restore />
      </div>
    </>
  );
}

function FolderForm({ name, run, submit, busy, primary = false }: { name: string; run(folder: string): void; submit: string; busy: boolean; primary?: boolean }) {
  const { t } = useTranslation();
  return (
    <Form<Folder> name={name} layout="vertical" requiredMark={false} onFinish={({ folder }) => run(folder.trim())}>
      <div className={styles.folder}>
        <Form.Item name="folder" label={t("settings.backup.take.folder")} rules={[{ required: true, pattern: /^\s*\//, message: t("settings.backup.take.folder_missing") }]}>
          <Input placeholder={example} maxLength={4096} disabled={busy} />
        </Form.Item>
        <Button htmlType="submit" type={primary ? "primary" : "default"} loading={busy}>
          {submit}
        </Button>
      </div>
    </Form>
  );
}

function Take() {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const numbers = useNumbers();
  const failureText = useFailureText();
  const take = useTakeBackup();
  const size = new Intl.NumberFormat(i18n.language, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 });
  const seconds = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 });
  const made = take.data;
  return (
    <Panel title={t("settings.backup.take.title")}>
      <p className="muted">{t("settings.backup.take.help")}</p>
      <FolderForm name="take" primary submit={t("settings.backup.take.run")} busy={take.isPending} run={(to) => take.mutate(to, { onError: (error) => void message.error(failureText(error), 8) })} />
      {take.isPending && (
        <div role="status">
          <p>{t("settings.backup.take.running")}</p>
          <Skeleton active title={false} paragraph={{ rows: 1 }} />
        </div>
      )}
      {made && !take.isPending && (
        <div className={styles.outcome} role="status" data-good>
          <strong>{made.to}</strong>
          <p>{t("settings.backup.take.done", { rows: numbers.count(made.rows), tables: made.tables, size: size.format(made.bytes / 1_000_000), seconds: seconds.format(made.seconds) })}</p>
        </div>
      )}
    </Panel>
  );
}

function Verify() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const numbers = useNumbers();
  const clock = useClock();
  const failureText = useFailureText();
  const verify = useVerifyBackup();
  const found = verify.data;
  return (
    <Panel title={t("settings.backup.verify.title")}>
      <p className="muted">{t("settings.backup.verify.help")}</p>
      <FolderForm name="verify" submit={t("settings.backup.verify.run")} busy={verify.isPending} run={(from) => verify.mutate(from, { onError: (error) => void message.error(failureText(error), 8) })} />
      {found && !verify.isPending && (
        <div className={styles.outcome} role="status" data-good={found.intact || undefined}>
          <strong>{found.intact ? t("settings.backup.verify.intact", { rows: numbers.count(found.rows), at: clock.exact(found.created_at) }) : t("settings.backup.verify.damaged")}</strong>
          {found.damaged.map((one) => (
            <p key={one}>{one}</p>
          ))}
          <p>{t(found.keyring ? "settings.backup.verify.keyring" : "settings.backup.verify.no_keyring")}</p>
        </div>
      )}
    </Panel>
  );
}

/** The audit trail knows every backup that was ever made. */
function History() {
  const { t } = useTranslation();
  const may = useMay(permissions.readAudit);
  const entries = useInfiniteQuery({ ...auditQuery({ action: "backups.create" }), enabled: may });
  const rows = entries.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <Panel title={t("settings.backup.history.title")}>
      {!may && <p className="muted">{t("settings.backup.history.unreadable")}</p>}
      {may && entries.isPending && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      {entries.isError && <Failure error={entries.error} retry={() => void entries.refetch()} />}
      {entries.isSuccess && rows.length === 0 && <p className="muted">{t("settings.backup.history.none")}</p>}
      <ul className={styles.history}>
        {rows.map((entry) => (
          <li key={entry.seq}>
            <code>{entry.object}</code>
            <span className="muted">
              {entry.actor_name ?? (entry.actor === "local" ? t("customer.merges.local") : entry.actor)} · <Ago at={entry.at} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const command = `rapport backup restore ${example} --data ./data`;
const steps = ["stop", "aside", "run", "erasures", "start"] as const;

function Restore() {
  const { t } = useTranslation();
  return (
    <Panel title={t("settings.backup.restore.title")}>
      <p className="muted">{t("settings.backup.restore.intro")}</p>
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={step}>
            {t(`settings.backup.restore.steps.${step}`)}
            {step === "run" && (
              <div className={styles.command}>
                <code>{command}</code>
                <CopyButton text={command} />
              </div>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
