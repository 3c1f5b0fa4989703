/** Merging two customers by hand: find the other, see what will be, say why. Taking it back is one click away. */
import { useState } from "react";
import { App, Button, Drawer, Form, Input } from "antd";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Customer } from "../../api/types";
import { useFailureText } from "../../ui/states";
import { useNumbers } from "../../ui/numbers";
import { useWords } from "../../ui/words";
import { CustomerSign } from "../customers/CustomerSign";
import { customersQuery } from "../customers/queries";
import { useDebounced } from "../customers/useDebounced";
import { useMerge, useUndoMerge } from "./queries";
import styles from "./merge.module.css";

interface Props {
  customer: Customer;
  open: boolean;
  close(): void;
}

export function MergeDrawer({ customer, open, close }: Props) {
  const { t } = useTranslation();
  return (
    <Drawer title={t("customer.merging.title")} open={open} onClose={close} size={520} destroyOnHidden>
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
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const merge = useMerge(customer.id);
  const undo = useUndoMerge();

  const takeBack = (id: string) =>
    undo.mutate(id, {
      onSuccess: () => message.success(t("customer.merging.undone")),
      onError: (error) => message.error(failureText(error)),
    });

  const submit = () => {
    setTried(true);
    if (!other || !reason.trim()) return;
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
                <Button type="link" size="small" onClick={() => (message.destroy(key), takeBack(id))}>
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
      <OtherCustomer customer={customer} chosen={other} choose={setOther} missing={tried && !other} />
      {other && <Preview customer={customer} other={other} />}
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
        <Button type="primary" htmlType="submit" loading={merge.isPending}>
          {t("customer.merging.submit")}
        </Button>
      </div>
    </Form>
  );
}

interface OtherProps {
  customer: Customer;
  chosen: Customer | undefined;
  choose(customer: Customer): void;
  missing: boolean;
}

function OtherCustomer({ customer, chosen, choose, missing }: OtherProps) {
  const { t } = useTranslation();
  const words = useWords();
  const [typed, setTyped] = useState("");
  const q = useDebounced(typed.trim(), 160);
  const found = useInfiniteQuery({ ...customersQuery({ q, kind: "all" }, 8), enabled: q !== "" });
  const others = q ? found.data?.pages[0]?.data.filter(({ id }) => id !== customer.id) : undefined;
  return (
    <>
      <Form.Item
        label={t("customer.merging.search")}
        htmlFor="merge-search"
        validateStatus={missing ? "error" : ""}
        help={missing ? t("customer.merging.other_missing") : undefined}
      >
        <Input.Search
          id="merge-search"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          placeholder={t("customer.merging.search_placeholder")}
          loading={q !== "" && found.isFetching}
          allowClear
          autoFocus
          onPressEnter={(event) => event.preventDefault()}
        />
      </Form.Item>
      <div className={styles.results} role="radiogroup" aria-label={t("customer.merging.results")}>
        {!q && !chosen && <p>{t("customer.merging.start")}</p>}
        {others?.length === 0 && <p>{t("customer.merging.none")}</p>}
        {(others ?? (chosen ? [chosen] : [])).map((candidate) => (
          <label key={candidate.id} data-chosen={candidate.id === chosen?.id || undefined}>
            <input
              type="radio"
              name="other"
              className="sr-only"
              checked={candidate.id === chosen?.id}
              onChange={() => choose(candidate)}
            />
            <CustomerSign customer={candidate} />
            <span>
              <strong>{words.customer(candidate)}</strong>
              <small>{candidate.identities.slice(0, 3).map(({ value }) => value).join(" · ")}</small>
            </span>
          </label>
        ))}
      </div>
    </>
  );
}

function Preview({ customer, other }: { customer: Customer; other: Customer }) {
  const { t } = useTranslation();
  const words = useWords();
  const numbers = useNumbers();
  return (
    <dl className={styles.preview}>
      <div>
        <dt>{t("customer.merging.stays")}</dt>
        <dd>{words.customer(customer)}</dd>
      </div>
      <div>
        <dt>{t("customer.merging.joins")}</dt>
        <dd>{words.customer(other)}</dd>
      </div>
      <div>
        <dt>{t("customer.merging.after")}</dt>
        <dd>
          {t("customer.merging.after_text", {
            identities: numbers.count(customer.identities.length + other.identities.length),
            touches: numbers.count(customer.touches + other.touches),
            orders: numbers.count(customer.orders + other.orders),
          })}
        </dd>
      </div>
    </dl>
  );
}
