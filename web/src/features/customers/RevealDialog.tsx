/** Asks why the values of the list are to be plain; the reason goes on record with every page that is shown so. */
import { Button, Form, Input, Modal } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./customers.module.css";

export function RevealDialog({ close, reveal }: { close(): void; reveal(reason: string): void }) {
  const { t } = useTranslation();
  return (
    <Modal open title={t("customer.reveal.title")} onCancel={close} footer={null}>
      <p className={styles.quiet}>{t("customers.reveal.help")}</p>
      <Form layout="vertical" requiredMark={false} onFinish={({ reason }: { reason: string }) => (reveal(reason.trim()), close())}>
        <Form.Item name="reason" label={t("customer.reveal.reason")} rules={[{ required: true, whitespace: true, message: t("customer.reveal.missing") }]}>
          <Input autoFocus maxLength={200} placeholder={t("customer.reveal.example")} />
        </Form.Item>
        <Button type="primary" htmlType="submit" block>
          {t("customer.reveal.submit")}
        </Button>
      </Form>
    </Modal>
  );
}
