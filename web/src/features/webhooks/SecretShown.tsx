/** The one moment a webhook's secret is shown. */
import { Alert, Button, Modal } from "antd";
import { useTranslation } from "react-i18next";
import type { WebhookWithSecret } from "../../api/types";
import { CopyButton } from "../../ui/copy";
import styles from "./webhooks.module.css";

export function SecretShown({ webhook, close }: { webhook: WebhookWithSecret; close(): void }) {
  const { t } = useTranslation();
  return (
    <Modal
      open
      width={600}
      title={t("webhooks.secret.title", { name: webhook.name })}
      onCancel={close}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={close}>
          {t("webhooks.secret.done")}
        </Button>
      }
    >
      <Alert type="warning" showIcon title={t("webhooks.secret.once")} description={t("webhooks.secret.help")} />
      <div className={styles.secret}>
        <code data-testid="webhook-secret">{webhook.secret}</code>
        <CopyButton text={webhook.secret} />
      </div>
    </Modal>
  );
}
