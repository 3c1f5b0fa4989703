/** The tags of a customer; one is put with a word and Enter, and taken with a click. */
import { useState } from "react";
import { App, Button, Input } from "antd";
import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import type { Customer } from "../../api/types";
import { useFailureText } from "../../ui/states";
import { Tag } from "../../ui/tag";
import { useEdit } from "./edits";
import styles from "./customer.module.css";

export function Tags({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const failureText = useFailureText();
  const mayWrite = useMay(permissions.writeCustomers);
  const edit = useEdit(customer.id);
  const [typed, setTyped] = useState<string>();
  const fail = { onError: (error: Error) => void message.error(failureText(error)) };
  const put = () => {
    const tag = typed?.trim();
    setTyped(undefined);
    if (tag && !customer.tags.includes(tag)) edit.mutate({ add_tags: [tag] }, fail);
  };
  return (
    <>
      {customer.tags.map((tag) => (
        <Tag key={tag}>
          {tag}
          {mayWrite && (
            <button type="button" className={styles.untag} aria-label={t("customer.tags.remove", { tag })} onClick={() => edit.mutate({ remove_tags: [tag] }, fail)}>
              <CloseOutlined />
            </button>
          )}
        </Tag>
      ))}
      {mayWrite && typed === undefined && (
        <Button type="text" size="small" icon={<PlusOutlined />} onClick={() => setTyped("")} loading={edit.isPending}>
          {t("customer.tags.add")}
        </Button>
      )}
      {typed !== undefined && (
        <Input
          size="small"
          style={{ width: 130 }}
          autoFocus
          value={typed}
          maxLength={40}
          aria-label={t("customer.tags.add")}
          onChange={(event) => setTyped(event.target.value)}
          onPressEnter={put}
          onBlur={put}
          onKeyDown={(event) => event.key === "Escape" && setTyped(undefined)}
        />
      )}
    </>
  );
}
