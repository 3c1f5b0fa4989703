/** Takes the chosen out as a file: in which form, masked or plain, how far it is, and stopping it. */
import { useEffect, useRef, useState } from "react";
import { Button, Form, Input, Modal, Progress, Radio, Segmented } from "antd";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import type { CustomerFilter } from "../../api/types";
import { useNumbers } from "../../ui/numbers";
import { saveAs } from "../../ui/saveAs";
import { useFailureText } from "../../ui/states";
import { countQuery, takeOut } from "./queries";
import type { ExportFormat, Taken } from "./queries";
import styles from "./customers.module.css";

const formats: ExportFormat[] = ["csv", "jsonl", "parquet"];
const megabyte = 1_000_000;

export function ExportDialog({ filter, close }: { filter: CustomerFilter; close(): void }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const failureText = useFailureText();
  const mayReveal = useMay(permissions.revealCustomers);
  const [format, setFormat] = useState<ExportFormat>("csv");
  const [plain, setPlain] = useState(false);
  const [taken, setTaken] = useState<Taken>();
  const [failed, setFailed] = useState<string>();
  const stop = useRef<AbortController>(undefined);
  const total = useQuery(countQuery(filter));
  useEffect(() => () => stop.current?.abort(), []);

  const begin = async ({ reason }: { reason?: string }) => {
    const abort = new AbortController();
    stop.current = abort;
    setFailed(undefined);
    setTaken({ rows: 0, bytes: 0 });
    try {
      const file = await takeOut(filter, format, plain ? reason?.trim() : undefined, setTaken, abort.signal);
      saveAs(file, `customers.${format}`);
      close();
    } catch (error) {
      setTaken(undefined);
      if (!abort.signal.aborted) setFailed(failureText(error));
    }
  };
  const whole = total.data?.count;
  const size = taken && t("customers.export.size", { size: numbers.count(Math.round((taken.bytes / megabyte) * 10) / 10) });
  return (
    <Modal open title={t("customers.export.title")} onCancel={close} footer={null}>
      <p className={styles.quiet}>
        {total.data ? t("customers.export.whom", { count: total.data.count, shown: numbers.count(total.data.count) }) : t("customers.filters.counting")}
      </p>
      {taken ? (
        <div className={styles.taking}>
          <span role="status">
            {format === "parquet" || !whole ? size : t("customers.export.progress", { done: numbers.count(taken.rows), whole: numbers.count(whole), size })}
          </span>
          {format !== "parquet" && whole ? <Progress percent={Math.min(100, Math.floor((taken.rows / whole) * 100))} showInfo={false} aria-label={t("customers.export.title")} /> : null}
          <Button block onClick={() => stop.current?.abort()}>
            {t("customers.bulk.stop")}
          </Button>
        </div>
      ) : (
        <Form layout="vertical" requiredMark={false} onFinish={(said: { reason?: string }) => void begin(said)}>
          <Form.Item label={t("customers.export.format")}>
            <Segmented<ExportFormat> block aria-label={t("customers.export.format")} value={format} onChange={setFormat} options={formats.map((one) => ({ value: one, label: t(`customers.export.formats.${one}`) }))} />
          </Form.Item>
          {mayReveal && (
            <Form.Item label={t("customers.export.values")}>
              <Radio.Group
                value={plain}
                onChange={(event) => setPlain(event.target.value as boolean)}
                options={[{ value: false, label: t("customers.export.masked") }, { value: true, label: t("customers.export.plain") }]}
              />
            </Form.Item>
          )}
          {plain && (
            <Form.Item name="reason" label={t("customer.reveal.reason")} rules={[{ required: true, whitespace: true, message: t("customer.reveal.missing") }]}>
              <Input maxLength={200} placeholder={t("customer.reveal.example")} />
            </Form.Item>
          )}
          {failed && (
            <p role="alert" className={styles.failed}>
              {failed}
            </p>
          )}
          <Button type="primary" htmlType="submit" block>
            {t("customers.export.begin")}
          </Button>
        </Form>
      )}
    </Modal>
  );
}
