/** One webhook at work: its state, what it is told, each try of it, and telling it again. */
import { useState } from "react";
import { Alert, App, Button, Checkbox, Form, Input, Popconfirm } from "antd";
import { useTranslation } from "react-i18next";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import type { Webhook, WebhookWithSecret } from "../../api/types";
import { useNumbers } from "../../ui/numbers";
import { useFailureText } from "../../ui/states";
import { Ago } from "../../ui/time";
import { Deliveries } from "./Deliveries";
import { WebhookForm, key } from "./WebhookForm";
import { StateTag } from "./WebhooksPage";
import { useChangeWebhook, useRemoveWebhook, useReplay, useRotateSecret, useTestWebhook } from "./queries";
import styles from "./webhooks.module.css";

interface Props {
  webhook: Webhook;
  shown(webhook: WebhookWithSecret): void;
  removed(): void;
}

export function WebhookDetails({ webhook, shown, removed }: Props) {
  const { t } = useTranslation();
  const mayWrite = useMay(permissions.writeWebhooks);
  const [editing, setEditing] = useState(false);
  if (editing) return <WebhookForm webhook={webhook} done={() => setEditing(false)} />;
  return (
    <div className={styles.details}>
      <dl className={styles.facts}>
        <dt>{t("webhooks.columns.state")}</dt>
        <dd>
          <StateTag webhook={webhook} />
        </dd>
        <dt>{t("webhooks.columns.url")}</dt>
        <dd>{webhook.url}</dd>
        <dt>{t("webhooks.columns.kinds")}</dt>
        <dd>{webhook.kinds.length === 0 ? t("webhooks.all_kinds") : webhook.kinds.map((kind) => t(`webhooks.kinds.${key(kind)}`)).join(" · ")}</dd>
        {webhook.previous_secret_until && (
          <>
            <dt>{t("webhooks.previous")}</dt>
            <dd>
              <Ago at={webhook.previous_secret_until} />
            </dd>
          </>
        )}
      </dl>
      {webhook.paused_at && <Alert type="warning" showIcon title={t("webhooks.paused")} description={webhook.pause_reason ?? t("webhooks.paused_help")} />}
      {!webhook.paused_at && webhook.failing_since && (
        <Alert type="warning" showIcon title={<>{t("webhooks.failing")} <Ago at={webhook.failing_since} /></>} description={t("webhooks.failing_help")} />
      )}
      {mayWrite && <Work webhook={webhook} edit={() => setEditing(true)} shown={shown} removed={removed} />}
      {mayWrite && <Again webhook={webhook} />}
      <Deliveries webhook={webhook} mayWrite={mayWrite} />
    </div>
  );
}

function Work({ webhook, edit, shown, removed }: Props & { edit(): void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const failureText = useFailureText();
  const change = useChangeWebhook();
  const test = useTestWebhook();
  const rotate = useRotateSecret();
  const remove = useRemoveWebhook();
  const fail = { onError: (error: Error) => void message.error(failureText(error)) };
  const paused = Boolean(webhook.paused_at);
  return (
    <div className={styles.actions}>
      <Button
        type="primary"
        disabled={paused}
        loading={test.isPending}
        onClick={() => test.mutate(webhook.id, { onSuccess: () => void message.success(t("webhooks.tested")), ...fail })}
      >
        {t("webhooks.test")}
      </Button>
      <Button loading={change.isPending} onClick={() => change.mutate({ webhook: webhook.id, paused: !paused }, fail)}>
        {t(paused ? "webhooks.resume" : "webhooks.pause")}
      </Button>
      <Button onClick={edit}>{t("webhooks.edit")}</Button>
      <Popconfirm
        title={t("webhooks.rotate.sure")}
        description={t("webhooks.rotate.help")}
        okText={t("webhooks.rotate.action")}
        cancelText={t("app.cancel")}
        onConfirm={() => rotate.mutate(webhook.id, { onSuccess: shown, ...fail })}
      >
        <Button loading={rotate.isPending}>{t("webhooks.rotate.action")}</Button>
      </Popconfirm>
      <Popconfirm
        title={t("webhooks.remove.sure")}
        description={t("webhooks.remove.help")}
        okText={t("webhooks.remove.action")}
        okButtonProps={{ danger: true }}
        cancelText={t("app.cancel")}
        onConfirm={() => remove.mutate(webhook.id, { onSuccess: removed, ...fail })}
      >
        <Button danger loading={remove.isPending}>{t("webhooks.remove.action")}</Button>
      </Popconfirm>
    </div>
  );
}

/** Everything from a moment on is told again: for a receiver that lost what it had taken. */
function Again({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const numbers = useNumbers();
  const failureText = useFailureText();
  const replay = useReplay();
  const run = ({ from, failed }: { from: string; failed?: boolean }) =>
    replay.mutate(
      { webhook: webhook.id, from: new Date(from).toISOString(), failed: failed ?? false },
      {
        onSuccess: ({ replayed }) => void message.success(t("webhooks.again.done", { count: replayed, shown: numbers.count(replayed) })),
        onError: (error) => void message.error(failureText(error)),
      },
    );
  return (
    <details className={styles.again}>
      <summary>{t("webhooks.again.title")}</summary>
      <p className="muted">{t("webhooks.again.help")}</p>
      <Form layout="inline" onFinish={run} requiredMark={false}>
        <Form.Item name="from" label={t("webhooks.again.from")} rules={[{ required: true, message: t("webhooks.again.from_missing") }]}>
          <Input type="datetime-local" />
        </Form.Item>
        <Form.Item name="failed" valuePropName="checked">
          <Checkbox>{t("webhooks.again.failed")}</Checkbox>
        </Form.Item>
        <Button htmlType="submit" loading={replay.isPending}>{t("webhooks.again.run")}</Button>
      </Form>
    </details>
  );
}
