/** A webhook to be made or changed: what it is called, where it listens, and of what it is told. */
import { App, Button, Checkbox, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import type { Webhook, WebhookKind, WebhookWithSecret } from "../../api/types";
import { useFailureText } from "../../ui/states";
import { kinds, useChangeWebhook, useCreateWebhook } from "./queries";
import styles from "./webhooks.module.css";

const scheme = "https://";

interface Fields {
  name: string;
  url: string;
  kinds: WebhookKind[];
}

type Props = { webhook?: undefined; done(made: WebhookWithSecret): void } | { webhook: Webhook; done(): void };

export function WebhookForm(props: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const failureText = useFailureText();
  const create = useCreateWebhook();
  const change = useChangeWebhook();
  const fail = { onError: (error: Error) => void message.error(failureText(error)) };
  const submit = ({ name, url, kinds: chosen }: Fields) => {
    // All of them means all that there will ever be.
    const fields = { name, url, kinds: chosen.length === kinds.length ? [] : chosen };
    if (props.webhook) change.mutate({ webhook: props.webhook.id, ...fields }, { onSuccess: () => props.done(), ...fail });
    else create.mutate(fields, { onSuccess: props.done, ...fail });
  };
  const initial: Fields = props.webhook
    ? { ...props.webhook, kinds: props.webhook.kinds.length === 0 ? kinds : props.webhook.kinds }
    : { name: "", url: "", kinds };
  return (
    <Form<Fields> layout="vertical" initialValues={initial} onFinish={submit} requiredMark={false}>
      <Form.Item name="name" label={t("webhooks.form.name")} rules={[{ required: true, whitespace: true, message: t("webhooks.form.name_missing") }]}>
        <Input autoFocus maxLength={200} />
      </Form.Item>
      <Form.Item
        name="url"
        label={t("webhooks.form.url")}
        extra={t("webhooks.form.url_help")}
        rules={[{ required: true, type: "url", message: t("webhooks.form.url_missing") }]}
      >
        <Input maxLength={2000} placeholder={scheme} inputMode="url" />
      </Form.Item>
      <Form.Item name="kinds" label={t("webhooks.form.kinds")} rules={[{ type: "array", min: 1, message: t("webhooks.form.kinds_missing") }]}>
        <Checkbox.Group className={styles.kinds ?? ""} options={kinds.map((kind) => ({ value: kind, label: t(`webhooks.kinds.${key(kind)}`) }))} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={create.isPending || change.isPending} block>
        {t(props.webhook ? "webhooks.form.save" : "webhooks.form.submit")}
      </Button>
    </Form>
  );
}

/** Kinds have a dot, which i18next would read as a path. */
export const key = (kind: WebhookKind) =>
  kind.replace(".", "_") as "touch" | "customer_merged" | "customer_unmerged" | "customer_edited" | "customer_erased" | "consent_changed" | "ping";
