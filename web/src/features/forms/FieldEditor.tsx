/** One question: its words, what answers it takes, and where the answer goes. */
import { useId } from "react";
import type { ReactNode } from "react";
import { AutoComplete, Input, InputNumber, Select, Switch } from "antd";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import { attributesQuery } from "../customer/edits";
import { asKind, kinds, targetKey, targetOf, targetsOf } from "./definition";
import type { Field } from "./definition";
import { ConsentEditor } from "./ConsentEditor";
import { OptionList } from "./OptionList";
import { WordsInput } from "./WordsInput";
import { Wrongs } from "./wrongs";
import styles from "./builder.module.css";

interface Props {
  field: Field;
  place: string;
  change(field: Field): void;
  /** Answers are kept under its key already. */
  settled: boolean;
}

/** A control with its label above and what helps or is wrong below. */
export function Control({ label, help, place, children }: { label: string; help?: string; place?: string; children(id: string): ReactNode }) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {children(id)}
      {help && <p className={styles.help}>{help}</p>}
      {place && <Wrongs at={place} />}
    </div>
  );
}

export function FieldEditor({ field, place, change, settled }: Props) {
  const { t } = useTranslation();
  const set = (part: Partial<Field>) => change({ ...field, ...part });
  const listed = field.kind === "choice" || field.kind === "multi_choice";
  return (
    <div className={styles.editor}>
      <WordsInput label={t("forms.field.label")} place={`${place}.label`} value={field.label} change={(label) => set({ label })} maxLength={500} />
      <div className={styles.two}>
        <Control label={t("forms.field.kind")}>
          {(id) => <Select id={id} value={field.kind} onChange={(kind) => change(asKind(field, kind))} options={kinds.map((value) => ({ value, label: t(`forms.kinds.${value}`) }))} />}
        </Control>
        <Control label={t("forms.field.required")}>
          {(id) => <Switch id={id} checked={field.required} onChange={(required) => set({ required })} />}
        </Control>
      </div>
      {listed && <OptionList options={field.options} place={`${place}.options`} change={(options) => set({ options })} />}
      {(field.kind === "region" || field.kind === "industry") && <p className={styles.help}>{t(`forms.field.lists.${field.kind}`)}</p>}
      {field.kind === "consent" && field.consent && <ConsentEditor consent={field.consent} place={`${place}.consent`} change={(consent) => set({ consent })} />}
      {field.kind !== "consent" && <Where field={field} place={place} set={set} />}
      <details className={styles.more}>
        <summary>{t("forms.field.more")}</summary>
        <WordsInput label={t("forms.field.help")} place={`${place}.help`} value={field.help} change={(help) => set({ help })} maxLength={1_000} long />
        <Limits field={field} place={place} set={set} />
        <Control label={t("forms.field.key")} help={t(settled ? "forms.field.key_settled" : "forms.field.key_help")} place={`${place}.key`}>
          {(id) => <Input id={id} className={styles.short ?? ""} value={field.key} disabled={settled} onChange={({ target }) => set({ key: target.value.toLowerCase().replace(/[^a-z0-9_]/g, "_") })} maxLength={40} />}
        </Control>
      </details>
    </div>
  );
}

interface PartProps {
  field: Field;
  place: string;
  set(part: Partial<Field>): void;
}

function Where({ field, place, set }: PartProps) {
  const { t } = useTranslation();
  const mayRead = useMay(permissions.readCustomers);
  const { data } = useQuery({ ...attributesQuery, enabled: mayRead });
  const key = targetKey(field.maps_to);
  return (
    <div className={styles.two}>
      <Control label={t("forms.field.goes")} help={t(`forms.goes_help.${key}`)} place={`${place}.maps_to`}>
        {(id) => (
          <Select
            id={id}
            value={key}
            onChange={(value) => set({ maps_to: targetOf(value, field.maps_to, field.key) })}
            options={targetsOf(field.kind).map((value) => ({ value, label: t(`forms.goes.${value}`) }))}
          />
        )}
      </Control>
      {field.maps_to.to === "attribute" && (
        <Control label={t("forms.field.attribute")}>
          {(id) => (
            <AutoComplete
              id={id}
              value={field.maps_to.to === "attribute" ? field.maps_to.name : ""}
              onChange={(name: string) => set({ maps_to: { to: "attribute", name } })}
              options={(data ?? []).map(({ name }) => ({ value: name }))}
              showSearch={{ filterOption: (typed, option) => (option?.value ?? "").includes(typed) }}
            />
          )}
        </Control>
      )}
    </div>
  );
}

/** The least and the most, which mean something else for each kind. */
function Limits({ field, place, set }: PartProps) {
  const { t } = useTranslation();
  if (field.kind === "date") {
    return (
      <div className={styles.two}>
        {(["from", "until"] as const).map((side) => (
          <Control key={side} label={t(`forms.field.${side}`)} place={`${place}.${side}`}>
            {(id) => <Input id={id} type="date" value={field[side] ?? ""} onChange={({ target }) => set({ [side]: target.value || null })} />}
          </Control>
        ))}
      </div>
    );
  }
  const sort = field.kind === "number" ? "number" : field.kind === "multi_choice" ? "choices" : field.kind === "text" || field.kind === "long_text" ? "text" : undefined;
  if (!sort) return null;
  return (
    <div className={styles.two}>
      {(["min", "max"] as const).map((side) => (
        <Control key={side} label={t(`forms.limits.${sort}.${side}`)} place={`${place}.${side}`}>
          {(id) => <InputNumber id={id} value={field[side]} min={sort === "number" ? Number.MIN_SAFE_INTEGER : 0} onChange={(value) => set({ [side]: value })} />}
        </Control>
      ))}
    </div>
  );
}
