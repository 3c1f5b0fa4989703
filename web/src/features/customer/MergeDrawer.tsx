/** Merging two customers by hand: find the other, see what will change, say why. Taking it back is one click away. */
import { useState } from "react";
import { App, Button, Drawer, Form, Grid, Input } from "antd";
import { useTranslation } from "react-i18next";
import type { Customer } from "../../api/types";
import { useFailureText } from "../../ui/states";
import { useWords } from "../../ui/words";
import { CustomerPicker } from "./CustomerPicker";
import { MergePreview } from "./MergePreview";
import { useMerge, useUndoMerge } from "./queries";
import styles from "./merge.module.css";

interface Props {
  customer: Customer;
  open: boolean;
  close(): void;
}

export function MergeDrawer({ customer, open, close }: Props) {
  const { t } = useTranslation();
  const { md } = Grid.useBreakpoint();
  return (
    <Drawer title={t("customer.merging.title")} open={open} onClose={close} size={md ? 620 : "100%"} destroyOnHidden>
      <MergeForm customer={customer} close={close} />
    </Drawer>
  );
}

function MergeForm({ customer, close }: Omit<Props, "open">) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const words = useWords();
  const failureText = useFailureText();
  const [other, setOther] = useState<Customer>();
  const [possible, setPossible] = useState(false);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const merge = useMerge(customer.id);
  const undo = useUndoMerge();

  // This form is closed by then: what is told with the request would not be heard any more.
  const takeBack = (id: string) =>
    undo.mutateAsync(id).then(
      () => message.success(t("customer.merging.undone")),
      (error: unknown) => message.error(failureText(error)),
    );

  const submit = () => {
    setTried(true);
    if (!other || !possible || !reason.trim()) return;
    merge.mutate(
      { other: other.id, reason: reason.trim() },
      {
        onSuccess: ({ id }) => {
          close();
          const key = `merge ${id}`;
          message.success({
            key,
            duration: 10,
            content: (
              <>
                {t("customer.merging.done")}
                <Button type="link" size="small" onClick={() => (message.destroy(key), void takeBack(id))}>
                  {t("app.undo")}
                </Button>
              </>
            ),
          });
        },
        onError: (error) => message.error(failureText(error)),
      },
    );
  };

  return (
    <Form layout="vertical" onFinish={submit} className={styles.form}>
      <p className={styles.intro}>{t("customer.merging.intro", { name: words.customer(customer) })}</p>
      <CustomerPicker
        name="merge"
        without={[customer.id]}
        label={t("customer.merging.search")}
        start={t("customer.merging.start")}
        none={t("customer.merging.none")}
        chosen={other}
        choose={(one) => (setPossible(false), setOther(one))}
        missing={tried && !other ? t("customer.merging.other_missing") : undefined}
      />
      {other && <MergePreview key={other.id} customer={customer} other={other} ready={setPossible} />}
      <Form.Item
        label={t("customer.merging.reason")}
        htmlFor="merge-reason"
        validateStatus={tried && !reason.trim() ? "error" : ""}
        help={tried && !reason.trim() ? t("customer.merging.reason_missing") : undefined}
      >
        <Input.TextArea
          id="merge-reason"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          placeholder={t("customer.merging.reason_placeholder")}
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={500}
        />
      </Form.Item>
      <div className={styles.actions}>
        <Button onClick={close}>{t("app.cancel")}</Button>
        <Button type="primary" htmlType="submit" loading={merge.isPending} disabled={other !== undefined && !possible}>
          {t("customer.merging.submit")}
        </Button>
      </div>
    </Form>
  );
}
