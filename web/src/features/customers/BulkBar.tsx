/** What can be done with those that were chosen, how far it is, and the way back. */
import { useRef, useState } from "react";
import { App, Button, Popover, Select } from "antd";
import { CloseOutlined, ExportOutlined, TagOutlined } from "@ant-design/icons";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import type { CustomerFilter } from "../../api/types";
import { useNumbers } from "../../ui/numbers";
import { useFailureText } from "../../ui/states";
import { countQuery, tagMany, tagsQuery, undoTags } from "./queries";
import type { TagWish, Tagged } from "./queries";
import type { Selection } from "./useSelection";
import styles from "./customers.module.css";

interface Props {
  filter: CustomerFilter;
  selection: Selection;
  takeOut(): void;
}

interface Work {
  done: Tagged;
  running: boolean;
  stopped: boolean;
  undone?: number;
}

export function BulkBar({ filter, selection, takeOut }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const failureText = useFailureText();
  const numbers = useNumbers();
  const queries = useQueryClient();
  const [work, setWork] = useState<Work>();
  const stop = useRef<AbortController>(undefined);
  const mayWrite = useMay(permissions.writeCustomers);
  const mayExport = useMay(permissions.exportCustomers);
  const total = useQuery({ ...countQuery(filter), enabled: selection.all });
  const forget = () => queries.invalidateQueries({ queryKey: ["customers"] });

  const tag = async (wish: TagWish) => {
    const abort = new AbortController();
    stop.current = abort;
    const nothing = { customers: 0, changed: 0, runs: [] };
    setWork({ done: nothing, running: true, stopped: false });
    let last: Tagged = nothing;
    try {
      await tagMany(selection.all ? filter : selection.ids, wish, (done) => setWork({ done: (last = done), running: true, stopped: false }), abort.signal);
      selection.clear();
    } catch (error) {
      void message.error(failureText(error));
      abort.abort();
    }
    setWork({ done: last, running: false, stopped: abort.signal.aborted });
    void forget();
  };
  const undo = async () => {
    if (!work) return;
    setWork({ ...work, running: true });
    try {
      setWork({ ...work, running: false, undone: await undoTags(work.done.runs) });
    } catch (error) {
      setWork({ ...work, running: false });
      void message.error(failureText(error));
    }
    void forget();
  };

  if (work) {
    const { changed } = work.done;
    const whole = selection.all ? total.data?.count : selection.count;
    const text = work.undone !== undefined
      ? t("customers.bulk.undone", { count: work.undone, shown: numbers.count(work.undone) })
      : work.running
        ? whole
          ? t("customers.bulk.progress_of", { done: numbers.count(work.done.customers), whole: numbers.count(whole) })
          : t("customers.bulk.progress", { done: numbers.count(work.done.customers) })
        : t(work.stopped ? "customers.bulk.stopped" : "customers.bulk.done", { count: changed, shown: numbers.count(changed) });
    return (
      <section className={styles.bulk} aria-label={t("customers.bulk.label")}>
        <span role="status">{text}</span>
        {work.running && work.undone === undefined && <Button onClick={() => stop.current?.abort()}>{t("customers.bulk.stop")}</Button>}
        {!work.running && work.undone === undefined && changed > 0 && (
          <Button type="primary" onClick={() => void undo()}>
            {t("app.undo")}
          </Button>
        )}
        {!work.running && <Button type="text" icon={<CloseOutlined />} aria-label={t("customers.bulk.close")} onClick={() => setWork(undefined)} />}
      </section>
    );
  }
  if (selection.count === 0 && !selection.all) return null;
  const counted = total.data && (total.data.all ? numbers.count(total.data.count) : t("customers.bulk.more_than", { shown: numbers.count(total.data.count) }));
  return (
    <section className={styles.bulk} aria-label={t("customers.bulk.label")}>
      <span role="status">
        {selection.all ? (counted ? t("customers.bulk.all_chosen", { shown: counted }) : t("customers.filters.counting")) : t("customers.bulk.chosen", { count: selection.count, shown: numbers.count(selection.count) })}
      </span>
      {!selection.all && (
        <Button type="link" onClick={selection.chooseAll}>
          {t("customers.bulk.choose_all")}
        </Button>
      )}
      <span className={styles.bulkActions}>
        {mayWrite && <TagChoice label={t("customers.bulk.tag")} submit={(add) => void tag({ add, remove: [] })} />}
        {mayWrite && <TagChoice label={t("customers.bulk.untag")} submit={(remove) => void tag({ add: [], remove })} known />}
        {mayExport && (
          <Button icon={<ExportOutlined />} onClick={takeOut}>
            {t("customers.bulk.export")}
          </Button>
        )}
        <Button type="text" icon={<CloseOutlined />} aria-label={t("customers.bulk.clear")} onClick={selection.clear} />
      </span>
    </section>
  );
}

/** Some tags to put or take; new words only where one puts them. */
function TagChoice({ label, submit, known = false }: { label: string; submit(tags: string[]): void; known?: boolean }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [tags, setTags] = useState<string[]>([]);
  const all = useQuery({ ...tagsQuery, enabled: open });
  const done = () => {
    setOpen(false);
    if (tags.length > 0) submit(tags);
    setTags([]);
  };
  const content = (
    <div className={styles.tagChoice}>
      <Select
        mode={known ? "multiple" : "tags"}
        autoFocus
        aria-label={label}
        value={tags}
        onChange={setTags}
        options={(all.data ?? []).map((tag) => ({ value: tag, label: tag }))}
        placeholder={t(known ? "customers.bulk.which_tag" : "customers.bulk.new_tag")}
        maxCount={20}
        style={{ width: 240 }}
      />
      <Button type="primary" disabled={tags.length === 0} onClick={done}>
        {label}
      </Button>
    </div>
  );
  return (
    <Popover trigger="click" open={open} onOpenChange={setOpen} content={content} destroyOnHidden>
      <Button icon={<TagOutlined />}>{label}</Button>
    </Popover>
  );
}
