/** What the form asks, in order: each question opens where it stands, and moves by its handle. */
import { useState } from "react";
import { App, Button, Dropdown } from "antd";
import { CopyOutlined, DeleteOutlined, DownOutlined, HolderOutlined, PlusOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { Panel } from "../../ui/panel";
import { Tag } from "../../ui/tag";
import { addable, freeKey, moved, newField, rowOf, said } from "./definition";
import type { Addable, Field, Row } from "./definition";
import { FieldEditor } from "./FieldEditor";
import { useReorder } from "./useReorder";
import { Wrongs, useIsWrong } from "./wrongs";
import styles from "./builder.module.css";

interface Props {
  rows: Row[];
  change(rows: Row[]): void;
  /** Changes what is there now, for what is done later: taking something back. */
  changeBy(how: (rows: Row[]) => Row[]): void;
  /** Keys that answers are kept under already. */
  kept: ReadonlySet<string>;
}

export function FieldList({ rows, change, changeBy, kept }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [opened, setOpened] = useState<number>();
  const { list, dragging, movedTo, handle } = useReorder(rows.length, (from, to) => change(moved(rows, from, to)));

  const add = (what: Addable) => {
    const row = rowOf(newField(what, rows));
    change([...rows, row]);
    setOpened(row.id);
  };
  const copy = (row: Row, index: number) => {
    const made = rowOf({ ...structuredClone(row.field), key: freeKey(row.field.key, rows) });
    change([...rows.slice(0, index + 1), made, ...rows.slice(index + 1)]);
    setOpened(made.id);
  };
  const remove = (row: Row, index: number) => {
    change(rows.filter(({ id }) => id !== row.id));
    const key = `field ${row.id}`;
    const back = () => {
      message.destroy(key);
      changeBy((now) => [...now.slice(0, index), row, ...now.slice(index)]);
    };
    message.info({
      key,
      duration: 8,
      content: (
        <>
          {t("forms.fields.removed")}
          <Button type="link" size="small" onClick={back}>
            {t("app.undo")}
          </Button>
        </>
      ),
    });
  };

  return (
    <Panel title={t("forms.fields.title")} flush>
      {rows.length === 0 && <p className={styles.empty}>{t("forms.fields.empty")}</p>}
      <ol ref={list} className={styles.fields} aria-label={t("forms.fields.title")}>
        {rows.map((row, index) => (
          <Item
            key={row.id}
            row={row}
            index={index}
            open={opened === row.id}
            dragged={dragging === index}
            toggle={() => setOpened(opened === row.id ? undefined : row.id)}
            change={(field) => change(rows.map((one) => (one.id === row.id ? { ...one, field } : one)))}
            copy={() => copy(row, index)}
            remove={() => remove(row, index)}
            handle={handle(index)}
            settled={kept.has(row.field.key)}
          />
        ))}
      </ol>
      <div className={styles.add}>
        <Dropdown trigger={["click"]} menu={{ items: addable.map((what) => ({ key: what, label: t(`forms.add.${what}`) })), onClick: ({ key }) => add(key as Addable) }}>
          <Button icon={<PlusOutlined />}>{t("forms.fields.add")}</Button>
        </Dropdown>
        <Wrongs at="fields" />
      </div>
      <div className="sr-only" role="status">
        {movedTo !== undefined && t("forms.fields.moved", { place: movedTo, all: rows.length })}
      </div>
    </Panel>
  );
}

interface ItemProps {
  row: Row;
  index: number;
  open: boolean;
  dragged: boolean;
  settled: boolean;
  toggle(): void;
  change(field: Field): void;
  copy(): void;
  remove(): void;
  handle: ReturnType<ReturnType<typeof useReorder>["handle"]>;
}

function Item({ row: { field }, index, open, dragged, settled, toggle, change, copy, remove, handle }: ItemProps) {
  const { t, i18n } = useTranslation();
  const name = said(field.label, i18n.language) || t("forms.fields.unnamed");
  const wrong = useIsWrong(`fields[${index}]`);
  const target = field.maps_to;
  return (
    <li className={styles.item} data-dragged={dragged || undefined} data-wrong={wrong || undefined}>
      <div className={styles.row}>
        <button type="button" className={styles.handle} aria-label={t("forms.fields.move", { name })} title={t("forms.fields.move_help")} {...handle}>
          <HolderOutlined />
        </button>
        <button type="button" className={styles.open} aria-expanded={open} onClick={toggle}>
          <span className={styles.name}>
            {name}
            {field.required && <span className={styles.required}>{t("forms.fields.required")}</span>}
          </span>
          <span className={styles.sort}>{t(`forms.kinds.${field.kind}`)}</span>
          {target.to === "identity" && <Tag tone="accent">{t("forms.fields.identifies")}</Tag>}
          {target.to === "attribute" && <Tag>{t("forms.fields.profile")}</Tag>}
          {field.kind === "consent" && <Tag tone="accent">{t("forms.fields.consent")}</Tag>}
          <DownOutlined className={styles.arrow} rotate={open ? 180 : 0} aria-hidden="true" />
        </button>
        <Button type="text" size="small" icon={<CopyOutlined />} aria-label={t("forms.fields.copy", { name })} title={t("forms.fields.copy", { name })} onClick={copy} />
        <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t("forms.fields.remove", { name })} title={t("forms.fields.remove", { name })} onClick={remove} />
      </div>
      {open && <FieldEditor field={field} place={`fields[${index}]`} change={change} settled={settled} />}
      {!open && wrong && <p className={styles.flag}>{t("forms.fields.look")}</p>}
    </li>
  );
}
