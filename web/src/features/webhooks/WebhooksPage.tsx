/** Other systems that are told what happens here: who they are and whether they listen. */
import { useState } from "react";
import { Button, Drawer } from "antd";
import { ApiOutlined, PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import type { Webhook, WebhookWithSecret } from "../../api/types";
import { Sections } from "../../app/Sections";
import { useNumbers } from "../../ui/numbers";
import { PageTitle } from "../../ui/panel";
import { Failure, Rows, Teach } from "../../ui/states";
import { Tag } from "../../ui/tag";
import table from "../../ui/table.module.css";
import { SecretShown } from "./SecretShown";
import { WebhookDetails } from "./WebhookDetails";
import { WebhookForm } from "./WebhookForm";
import { webhooksQuery } from "./queries";

export function WebhooksPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: "/signed-in/webhooks" });
  const navigate = useNavigate();
  const mayWrite = useMay(permissions.writeWebhooks);
  const webhooks = useQuery(webhooksQuery);
  const [secret, setSecret] = useState<WebhookWithSecret>();
  const open = (webhook?: string) => void navigate({ to: "/webhooks", search: webhook ? { webhook } : {} });
  const all = webhooks.data ?? [];
  const opened = all.find(({ id }) => id === search.webhook);
  const create = mayWrite && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate({ to: "/webhooks", search: { new: true } })}>
      {t("webhooks.new")}
    </Button>
  );
  return (
    <>
      <PageTitle title={t("webhooks.title")} intro={t("webhooks.intro")} actions={all.length > 0 && create} />
      <Sections of="data" />
      <div className={table.surface}>
        {webhooks.isPending && <Rows count={4} />}
        {webhooks.isError && <Failure error={webhooks.error} retry={() => void webhooks.refetch()} />}
        {webhooks.isSuccess && all.length === 0 && (
          <Teach title={t("webhooks.empty.title")} action={create} icon={<ApiOutlined />}>
            {t("webhooks.empty.help")}
          </Teach>
        )}
        {all.length > 0 && <List webhooks={all} open={open} />}
      </div>
      <Drawer title={t("webhooks.new")} open={search.new === true && mayWrite} onClose={() => open()} size={480} destroyOnHidden>
        <WebhookForm
          done={(made) => {
            setSecret(made);
            open();
          }}
        />
      </Drawer>
      <Drawer title={opened?.name} open={opened !== undefined} onClose={() => open()} size={760} destroyOnHidden>
        {opened && <WebhookDetails webhook={opened} shown={setSecret} removed={() => open()} />}
      </Drawer>
      {secret && (
        <SecretShown
          webhook={secret}
          close={() => {
            setSecret(undefined);
            open(secret.id);
          }}
        />
      )}
    </>
  );
}

function List({ webhooks, open }: { webhooks: Webhook[]; open(webhook: string): void }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  return (
    <table className={table.table} aria-label={t("webhooks.list")}>
      <thead>
        <tr>
          <th scope="col">{t("webhooks.columns.name")}</th>
          <th scope="col">{t("webhooks.columns.url")}</th>
          <th scope="col">{t("webhooks.columns.kinds")}</th>
          <th scope="col" className={table.number}>{t("webhooks.columns.waiting")}</th>
          <th scope="col">
            <span className="sr-only">{t("webhooks.columns.state")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {webhooks.map((webhook) => (
          <tr key={webhook.id}>
            <th scope="row">
              <Button type="link" className="button-text" onClick={() => open(webhook.id)}>
                {webhook.name}
              </Button>
            </th>
            <td className="muted" style={{ overflowWrap: "anywhere" }}>{webhook.url}</td>
            <td className="muted" data-minor>
              {webhook.kinds.length === 0 ? t("webhooks.all_kinds") : t("webhooks.kinds_count", { count: webhook.kinds.length })}
            </td>
            <td className={table.number} data-label={t("webhooks.columns.waiting")}>{numbers.count(webhook.waiting)}</td>
            <td className={table.action}>
              <StateTag webhook={webhook} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function StateTag({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation();
  if (webhook.paused_at) return <Tag tone="warn">{t("webhooks.states.paused")}</Tag>;
  if (webhook.failing_since) return <Tag tone="warn">{t("webhooks.states.failing")}</Tag>;
  return <Tag tone="accent">{t("webhooks.states.listening")}</Tag>;
}
