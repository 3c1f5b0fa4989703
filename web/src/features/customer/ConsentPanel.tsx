/** What the customer agreed to, for what and on which channel, as it stands and as it came about. */
import { useState } from "react";
import { App, Button, Drawer, Form, Input, Segmented, Select, Skeleton } from "antd";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import type { Customer } from "../../api/types";
import { channelCodes } from "../../ui/channel";
import { Panel } from "../../ui/panel";
import { Failure, useFailureText } from "../../ui/states";
import { Tag } from "../../ui/tag";
import { Ago } from "../../ui/time";
import { useWords } from "../../ui/words";
import { consentsQuery, useRecordConsent } from "./edits";
import type { Said } from "./edits";
import styles from "./customer.module.css";

const purposes = ["marketing", "service", "profiling", "research"];
const bases = ["consent", "contract", "legitimate_interest", "legal_obligation"] as const;

export function ConsentPanel({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const words = useWords();
  const mayWrite = useMay(permissions.writeConsent);
  const consents = useQuery(consentsQuery(customer.id));
  const [shown, setShown] = useState<"history" | "record">();
  return (
    <Panel
      title={t("customer.consent.title")}
      extra={
        <span>
          {consents.data && consents.data.history.length > 0 && (
            <Button type="link" size="small" onClick={() => setShown("history")}>
              {t("customer.consent.history")}
            </Button>
          )}
          {mayWrite && (
            <Button type="link" size="small" onClick={() => setShown("record")}>
              {t("customer.consent.record")}
            </Button>
          )}
        </span>
      }
    >
      {consents.isPending && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      {consents.isError && <Failure error={consents.error} retry={() => void consents.refetch()} />}
      {consents.data?.now.length === 0 && <p className={styles.quiet}>{t("customer.consent.empty")}</p>}
      <ul className={styles.standings}>
        {consents.data?.now.map(({ purpose, channel, allowed, because }) => (
          <li key={`${purpose} ${channel ?? ""}`}>
            <span>
              {words.purpose(purpose)} <span className="muted">{channel ? words.channel(channel) : t("customer.consent.every_channel")}</span>
            </span>
            <Tag tone={allowed ? "accent" : "warn"}>{words.consent(because)}</Tag>
          </li>
        ))}
      </ul>
      <Drawer title={t(shown === "record" ? "customer.consent.record" : "customer.consent.history")} open={shown !== undefined} onClose={() => setShown(undefined)} size={480} destroyOnHidden>
        {shown === "record" && <Record customer={customer} close={() => setShown(undefined)} />}
        {shown === "history" && (
          <ol className={styles.evidence}>
            {consents.data?.history.map((one) => (
              <li key={one.id}>
                <div className={styles.because}>
                  {words.purpose(one.purpose)} · {one.channel ? words.channel(one.channel) : t("customer.consent.every_channel")}{" "}
                  <Tag tone={(one.state as string) === "given" ? "accent" : "warn"}>{words.consent(one.state)}</Tag>
                </div>
                <div className="muted">{[words.basis(one.basis), words.method(one.method), one.notice_version].filter(Boolean).join(" · ")}</div>
                {one.evidence && <div className="muted">{t("customer.identities.reason", { reason: one.evidence })}</div>}
                <div className="faint">
                  <Ago at={one.at} />
                </div>
              </li>
            ))}
          </ol>
        )}
      </Drawer>
    </Panel>
  );
}

interface Fields extends Omit<Said, "channel"> {
  channel: string;
}

function Record({ customer, close }: { customer: Customer; close(): void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const words = useWords();
  const failureText = useFailureText();
  const record = useRecordConsent(customer.id);
  const submit = ({ channel, evidence, ...said }: Fields) =>
    record.mutate(
      { ...said, ...(channel ? { channel } : {}), ...(evidence?.trim() ? { evidence: evidence.trim() } : {}), method: "agent" },
      { onSuccess: () => (message.success(t("settings.saved")), close()), onError: (error) => message.error(failureText(error)) },
    );
  return (
    <Form<Fields> layout="vertical" requiredMark={false} onFinish={submit} initialValues={{ state: "given", purpose: "marketing", channel: "", basis: "consent" }}>
      <Form.Item name="state" label={t("customer.consent.state")}>
        <Segmented block options={(["given", "withdrawn"] as const).map((value) => ({ value, label: words.consent(value) }))} />
      </Form.Item>
      <Form.Item name="purpose" label={t("customer.consent.purpose")}>
        <Select options={purposes.map((value) => ({ value, label: words.purpose(value) }))} />
      </Form.Item>
      <Form.Item name="channel" label={t("customer.timeline.channel")}>
        <Select showSearch={{ optionFilterProp: "label" }} options={[{ value: "", label: t("customer.consent.every_channel") }, ...channelCodes.map((value) => ({ value, label: words.channel(value) }))]} />
      </Form.Item>
      <Form.Item name="basis" label={t("customer.consent.basis")}>
        <Select options={bases.map((value) => ({ value, label: words.basis(value) }))} />
      </Form.Item>
      <Form.Item name="evidence" label={t("customer.consent.evidence")} extra={t("customer.consent.evidence_help")}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={record.isPending}>
        {t("settings.save")}
      </Button>
    </Form>
  );
}
