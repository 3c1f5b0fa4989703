/** What colleagues should know, in a person's own words. */
import { useState } from "react";
import { App, Button, Input, Skeleton } from "antd";
import { DeleteOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import type { Customer, Note } from "../../api/types";
import { Panel } from "../../ui/panel";
import { Failure, useFailureText } from "../../ui/states";
import { Ago } from "../../ui/time";
import { notesQuery, useNotes } from "./edits";
import styles from "./customer.module.css";

export function NotesPanel({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const failureText = useFailureText();
  const mayWrite = useMay(permissions.writeCustomers);
  const notes = useQuery(notesQuery(customer.id));
  const { add, remove } = useNotes(customer.id);
  const [text, setText] = useState("");
  const fail = { onError: (error: Error) => void message.error(failureText(error)) };

  const write = () => text.trim() && add.mutate(text.trim(), { onSuccess: () => setText(""), ...fail });
  // Taken away at once, and written again when that was a slip.
  const take = (note: Note) =>
    remove.mutate(note.id, {
      onSuccess: () => {
        const key = `note ${note.id}`;
        message.info({
          key,
          duration: 8,
          content: (
            <>
              {t("customer.notes.removed")}
              <Button type="link" size="small" onClick={() => (message.destroy(key), add.mutate(note.body, fail))}>
                {t("app.undo")}
              </Button>
            </>
          ),
        });
      },
      ...fail,
    });

  return (
    <Panel title={t("customer.notes.title")}>
      {mayWrite && (
        <div className={styles.write}>
          <Input.TextArea value={text} onChange={(event) => setText(event.target.value)} aria-label={t("customer.notes.write")} placeholder={t("customer.notes.write")} autoSize={{ minRows: 1, maxRows: 8 }} maxLength={20_000} />
          {text.trim() && (
            <Button type="primary" onClick={write} loading={add.isPending}>
              {t("customer.notes.add")}
            </Button>
          )}
        </div>
      )}
      {notes.isPending && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      {notes.isError && <Failure error={notes.error} retry={() => void notes.refetch()} />}
      {notes.data?.length === 0 && !mayWrite && <p className={styles.quiet}>{t("customer.notes.empty")}</p>}
      <ul className={styles.notes}>
        {notes.data?.map((note) => (
          <li key={note.id}>
            <p>{note.body}</p>
            <div className="faint">
              {note.actor_name ?? note.actor} · <Ago at={note.edited_at ?? note.at} />
              {mayWrite && <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t("customer.notes.remove")} onClick={() => take(note)} />}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
