/** What can be chosen, in order. */
import { Button } from "antd";
import { DeleteOutlined, HolderOutlined, PlusOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { moved, newChoice, said } from "./definition";
import type { Choice } from "./definition";
import { useReorder } from "./useReorder";
import { WordsInput } from "./WordsInput";
import { Wrongs } from "./wrongs";
import styles from "./builder.module.css";

export function OptionList({ options, place, change }: { options: Choice[]; place: string; change(options: Choice[]): void }) {
  const { t, i18n } = useTranslation();
  const { list, dragging, movedTo, handle } = useReorder(options.length, (from, to) => change(moved(options, from, to)));
  return (
    <div className={styles.field} role="group" aria-label={t("forms.options.title")}>
      <div className={styles.label}>{t("forms.options.title")}</div>
      <ol ref={list} className={styles.options}>
        {options.map((option, index) => {
          const name = said(option.label, i18n.language) || t("forms.options.nth", { number: index + 1 });
          return (
            <li key={option.value} data-dragged={dragging === index || undefined}>
              <button type="button" className={styles.handle} aria-label={t("forms.fields.move", { name })} title={t("forms.fields.move_help")} {...handle(index)}>
                <HolderOutlined />
              </button>
              <WordsInput
                quiet
                label={t("forms.options.nth", { number: index + 1 })}
                place={`${place}[${index}]`}
                value={option.label}
                change={(label) => change(options.map((one, at) => (at === index ? { ...one, label } : one)))}
                maxLength={200}
              />
              <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t("forms.fields.remove", { name })} disabled={options.length < 2} onClick={() => change(options.filter((_, at) => at !== index))} />
            </li>
          );
        })}
      </ol>
      <Button size="small" type="dashed" icon={<PlusOutlined />} onClick={() => change([...options, newChoice(options)])}>
        {t("forms.options.add")}
      </Button>
      <Wrongs at={place} />
      <div className="sr-only" role="status">
        {movedTo !== undefined && t("forms.fields.moved", { place: movedTo, all: options.length })}
      </div>
    </div>
  );
}
