/** One touchpoint: how busy it is, and every fact of it changed where it stands. Each change can be taken back at once. */
import { useState } from "react";
import { App, Button, Input, InputNumber, Select } from "antd";
import { EditOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import type { Touchpoint, TouchpointChange, TouchpointVolume } from "../../api/types";
import { Channel } from "../../ui/channel";
import { useNumbers } from "../../ui/numbers";
import { useFailureText } from "../../ui/states";
import { Ago } from "../../ui/time";
import { useWords } from "../../ui/words";
import { companyQuery, unitsQuery, useUnitNames } from "../settings/queries";
import { stages } from "./JourneyMap";
import { Spark } from "./Spark";
import { useChangeTouchpoint } from "./queries";
import styles from "./touchpoints.module.css";

type Name = "name" | "name_en" | "stage" | "unit" | "owner" | "standard" | "response_minutes" | "cost";
const names: Name[] = ["name", "name_en", "stage", "unit", "owner", "standard", "response_minutes", "cost"];

export function TouchpointDetails({ touchpoint, volume }: { touchpoint: Touchpoint; volume: TouchpointVolume | undefined }) {
  const { t } = useTranslation();
  const mayWrite = useMay(permissions.writeTouchpoints);
  const save = useSave(touchpoint);
  const [editing, setEditing] = useState<Name>();
  const archived = touchpoint.state === "archived";
  return (
    <div className={styles.details}>
      {volume && <Busy volume={volume} />}
      <dl className={styles.facts}>
        <dt>{t("touchpoints.columns.channel")}</dt>
        <dd>
          <Channel channel={touchpoint.channel} />
        </dd>
        {names.map((name) => (
          <Fact key={name} name={name} touchpoint={touchpoint} editing={editing === name} edit={mayWrite ? setEditing : undefined} save={save} />
        ))}
        {touchpoint.discovered_key && (
          <>
            <dt>{t("touchpoints.facts.discovered")}</dt>
            <dd>
              <code>{touchpoint.discovered_key}</code>
            </dd>
          </>
        )}
      </dl>
      {mayWrite && (
        <div className={styles.actions}>
          {touchpoint.state === "draft" && (
            <Button type="primary" onClick={() => save({ state: "live" })}>
              {t("touchpoints.confirm")}
            </Button>
          )}
          <Button onClick={() => save({ state: archived ? "live" : "archived" })}>{t(archived ? "touchpoints.unarchive" : "touchpoints.archive")}</Button>
        </div>
      )}
    </div>
  );
}

function Busy({ volume }: { volume: TouchpointVolume }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const change = volume.touches_before > 0 ? (volume.touches - volume.touches_before) / volume.touches_before : undefined;
  return (
    <div className={styles.busy}>
      <div>
        <strong>{numbers.count(volume.touches)}</strong>
        <span className="muted">{t("touchpoints.facts.touches")}</span>
        {change !== undefined && <span className="muted">{t("touchpoints.facts.change", { change: numbers.change(change) })}</span>}
      </div>
      <Spark values={volume.parts} label={t("touchpoints.facts.spark")} />
      <span className="faint">
        {t("touchpoints.columns.last")} <Ago at={volume.last_at} />
      </span>
    </div>
  );
}

/** Saves, and offers to take it back: what was there before is sent again. */
function useSave(touchpoint: Touchpoint): (change: TouchpointChange) => void {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const failureText = useFailureText();
  const mutation = useChangeTouchpoint();
  const fail = { onError: (error: Error) => void message.error(failureText(error)) };
  return (change) => {
    const before = Object.fromEntries(Object.keys(change).map((name) => [name, touchpoint[name as keyof Touchpoint] ?? null])) as TouchpointChange;
    const key = `touchpoint ${touchpoint.id}`;
    const takeBack = () => mutation.mutate({ id: touchpoint.id, ...before }, { onSuccess: () => void message.success({ key, content: t("touchpoints.taken_back") }), ...fail });
    mutation.mutate(
      { id: touchpoint.id, ...change },
      {
        onSuccess: () =>
          void message.success({
            key,
            duration: 8,
            content: (
              <>
                {t("touchpoints.saved")}{" "}
                <Button type="link" size="small" onClick={takeBack}>
                  {t("app.undo")}
                </Button>
              </>
            ),
          }),
        ...fail,
      },
    );
  };
}

interface FactProps {
  name: Name;
  touchpoint: Touchpoint;
  editing: boolean;
  edit: ((name: Name | undefined) => void) | undefined;
  save(change: TouchpointChange): void;
}

function Fact({ name, touchpoint, editing, edit, save }: FactProps) {
  const { t } = useTranslation();
  const shown = useShown(touchpoint)[name];
  const label = t(`touchpoints.facts.${name}`);
  return (
    <>
      <dt>{label}</dt>
      <dd>
        {editing && edit ? (
          <Editor
            name={name}
            touchpoint={touchpoint}
            label={label}
            close={() => edit(undefined)}
            save={(change) => {
              save(change);
              edit(undefined);
            }}
          />
        ) : (
          <span className={styles.editable}>
            {shown || <span className="faint">{t("touchpoints.facts.none")}</span>}
            {edit && <Button type="text" size="small" icon={<EditOutlined />} aria-label={t("touchpoints.facts.edit", { name: label })} onClick={() => edit(name)} />}
          </span>
        )}
      </dd>
    </>
  );
}

function useShown(touchpoint: Touchpoint): Record<Name, string> {
  const numbers = useNumbers();
  const words = useWords();
  const units = useUnitNames();
  const { t } = useTranslation();
  return {
    name: touchpoint.name,
    name_en: touchpoint.name_en ?? "",
    stage: touchpoint.stage ? words.stage(touchpoint.stage) : "",
    unit: touchpoint.unit ? units(touchpoint.unit) : t("settings.people.everywhere"),
    owner: touchpoint.owner ?? "",
    standard: touchpoint.standard ?? "",
    response_minutes: touchpoint.response_minutes == null ? "" : numbers.minutes(touchpoint.response_minutes),
    cost: touchpoint.cost ? numbers.money(touchpoint.cost) : "",
  };
}

interface EditorProps {
  name: Name;
  touchpoint: Touchpoint;
  label: string;
  close(): void;
  save(change: TouchpointChange): void;
}

function Editor({ name, touchpoint, label, close, save }: EditorProps) {
  const { t } = useTranslation();
  const words = useWords();
  const mayUnits = useMay(permissions.readUnits);
  const units = useQuery({ ...unitsQuery, enabled: name === "unit" && mayUnits });
  const company = useQuery({ ...companyQuery, enabled: name === "cost" });
  const currency = touchpoint.cost?.currency ?? company.data?.currency ?? "CNY";
  const digits = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const [text, setText] = useState<string>(() => {
    const value = name === "cost" ? (touchpoint.cost ? touchpoint.cost.amount / 10 ** digits : "") : touchpoint[name];
    return value == null ? "" : String(value);
  });
  const given = text.trim() === "" ? null : text.trim();
  const submit = () => {
    if (name === "name") return given ? save({ name: given }) : close();
    if (name === "response_minutes") return save({ response_minutes: given === null ? null : Number(given) });
    if (name === "cost") return save({ cost: given === null ? null : { amount: Math.round(Number(given) * 10 ** digits), currency } });
    return save({ [name]: given } as TouchpointChange);
  };
  const field = { autoFocus: true, "aria-label": label };
  return (
    <form
      className={styles.editor}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        close();
      }}
    >
      {name === "stage" && (
        <Select {...field} value={text} onChange={setText} options={[{ value: "", label: t("touchpoints.map.no_stage") }, ...stages.map((stage) => ({ value: stage, label: words.stage(stage) }))]} />
      )}
      {name === "unit" && (
        <Select {...field} value={text} onChange={setText} options={[{ value: "", label: t("settings.people.everywhere") }, ...(units.data ?? []).filter(({ archived_at }) => !archived_at).map(({ id, name: unit }) => ({ value: id, label: unit }))]} />
      )}
      {name === "standard" && <Input.TextArea {...field} value={text} onChange={(event) => setText(event.target.value)} autoSize={{ minRows: 2, maxRows: 8 }} maxLength={4000} />}
      {(name === "response_minutes" || name === "cost") && (
        <InputNumber {...field} min={0} precision={name === "cost" ? digits : 0} value={given === null ? null : Number(given)} onChange={(value) => setText(value === null ? "" : String(value))} suffix={name === "cost" ? currency : t("touchpoints.facts.minutes")} style={{ width: 180 }} />
      )}
      {(name === "name" || name === "name_en" || name === "owner") && <Input {...field} value={text} onChange={(event) => setText(event.target.value)} maxLength={120} />}
      <Button size="small" type="primary" htmlType="submit">
        {t("settings.save")}
      </Button>
      <Button size="small" type="text" onClick={close}>
        {t("app.cancel")}
      </Button>
    </form>
  );
}
