/** What can be done with a customer as a whole: merge, see values plain, take all out, end it. */
import { useState } from "react";
import { App, Button, Dropdown, Form, Input, Modal } from "antd";
import { EyeOutlined, MergeOutlined, MoreOutlined } from "@ant-design/icons";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import type { Customer } from "../../api/types";
import { saveAs } from "../../ui/saveAs";
import { useFailureText } from "../../ui/states";
import { useWords } from "../../ui/words";
import { MergeDrawer } from "./MergeDrawer";
import { useErase, useExport, useReveal } from "./edits";
import styles from "./customer.module.css";

type Asked = "merge" | "reveal" | "erase";

export function CustomerActions({ customer, revealed, reveal }: { customer: Customer; revealed: boolean; reveal(plain: Customer | undefined): void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const failureText = useFailureText();
  const [asked, setAsked] = useState<Asked>();
  const mayMerge = useMay(permissions.mergeCustomers);
  const mayReveal = useMay(permissions.revealCustomers);
  const mayExport = useMay(permissions.exportCustomers);
  const mayErase = useMay(permissions.eraseCustomers);
  const takeOut = useExport(customer.id);
  const close = () => setAsked(undefined);

  const save = () =>
    takeOut.mutate(undefined, {
      onSuccess: (file) => saveAs(file, `${customer.id}.json`),
      onError: (error) => message.error(failureText(error)),
    });
  const more = [
    ...(mayExport ? [{ key: "export", label: t("customer.actions.export"), onClick: save }] : []),
    ...(mayErase ? [{ key: "erase", label: t("customer.actions.erase"), danger: true, onClick: () => setAsked("erase") }] : []),
  ];

  return (
    <div className={styles.actions}>
      {mayReveal && (
        <Button icon={<EyeOutlined />} onClick={() => (revealed ? reveal(undefined) : setAsked("reveal"))}>
          {t(revealed ? "customer.actions.mask" : "customer.actions.reveal")}
        </Button>
      )}
      {mayMerge && (
        <Button icon={<MergeOutlined />} onClick={() => setAsked("merge")}>
          {t("customer.merge")}
        </Button>
      )}
      {more.length > 0 && (
        <Dropdown trigger={["click"]} menu={{ items: more }}>
          <Button icon={<MoreOutlined />} loading={takeOut.isPending} aria-label={t("customer.actions.more")} />
        </Dropdown>
      )}
      <MergeDrawer customer={customer} open={asked === "merge"} close={close} />
      {asked === "reveal" && <Reveal customer={customer} close={close} done={reveal} />}
      {asked === "erase" && <Erase customer={customer} close={close} />}
    </div>
  );
}

function Reveal({ customer, close, done }: { customer: Customer; close(): void; done(plain: Customer): void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const failureText = useFailureText();
  const reveal = useReveal(customer.id);
  const submit = ({ reason }: { reason: string }) =>
    reveal.mutate(reason.trim(), { onSuccess: (plain) => (done(plain), close()), onError: (error) => message.error(failureText(error)) });
  return (
    <Modal open title={t("customer.reveal.title")} onCancel={close} footer={null}>
      <p className={styles.quiet}>{t("customer.reveal.help")}</p>
      <Form layout="vertical" requiredMark={false} onFinish={submit}>
        <Form.Item name="reason" label={t("customer.reveal.reason")} rules={[{ required: true, whitespace: true, message: t("customer.reveal.missing") }]}>
          <Input autoFocus maxLength={200} placeholder={t("customer.reveal.example")} />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={reveal.isPending}>
          {t("customer.reveal.submit")}
        </Button>
      </Form>
    </Modal>
  );
}

/** Nothing brings an erased customer back, so the word is typed. */
function Erase({ customer, close }: { customer: Customer; close(): void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const words = useWords();
  const navigate = useNavigate();
  const failureText = useFailureText();
  const erase = useErase(customer.id);
  const word = t("customer.erase.word");
  const submit = ({ reason }: { reason: string }) =>
    erase.mutate(reason.trim(), {
      onSuccess: () => {
        message.success(t("customer.erase.done"));
        void navigate({ to: "/customers" });
      },
      onError: (error) => message.error(failureText(error)),
    });
  return (
    <Modal open title={t("customer.erase.title", { name: words.customer(customer) })} onCancel={close} footer={null}>
      <p className={styles.quiet}>{t("customer.erase.help")}</p>
      <Form layout="vertical" requiredMark={false} onFinish={submit}>
        <Form.Item name="reason" label={t("customer.erase.reason")} rules={[{ required: true, whitespace: true, message: t("customer.erase.reason_missing") }]}>
          <Input autoFocus maxLength={200} placeholder={t("customer.erase.example")} />
        </Form.Item>
        <Form.Item name="word" label={t("customer.erase.type", { word })} rules={[{ validator: (_, value) => (value === word ? Promise.resolve() : Promise.reject(new Error(t("customer.erase.type", { word })))) }]} validateTrigger="onSubmit">
          <Input autoComplete="off" />
        </Form.Item>
        <Button type="primary" danger htmlType="submit" block loading={erase.isPending}>
          {t("customer.erase.submit")}
        </Button>
      </Form>
    </Modal>
  );
}
