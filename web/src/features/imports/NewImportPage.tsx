/** Bringing a file in, a step at a time: what it holds, the file, its columns, a trial, and then for good. */
import { useEffect, useRef, useState } from "react";
import { App, Button, Progress, Select } from "antd";
import { InboxOutlined } from "@ant-design/icons";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { toApiError } from "../../api/problem";
import { PageTitle } from "../../ui/panel";
import { useFailureText } from "../../ui/states";
import { useWords } from "../../ui/words";
import { touchpointsQuery } from "../touchpoints/queries";
import { ImportResult } from "./ImportResult";
import { MappingTable } from "./MappingTable";
import type { Mapping } from "./MappingTable";
import { importsQuery } from "./queries";
import { send } from "./run";
import type { Holds, Told } from "./run";
import { formatOf, sampleOf } from "./sample";
import type { Format, Sample } from "./sample";
import styles from "./imports.module.css";

const sorts: Holds[] = ["customers", "touches", "orders"];
// The guess needs a beginning only; a Parquet file says what it holds at its end.
const guessBytes = 256 * 1024;

interface Chosen {
  file: File;
  format: Format;
  sample: Sample | undefined;
}

type Stage = "mapping" | "checking" | "checked" | "importing" | "imported";

export function NewImportPage() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const failureText = useFailureText();
  const queries = useQueryClient();
  const [holds, setHolds] = useState<Holds>("customers");
  const [chosen, setChosen] = useState<Chosen>();
  const [mapping, setMapping] = useState<Mapping>({});
  const [touchpoint, setTouchpoint] = useState("");
  const [stage, setStage] = useState<Stage>("mapping");
  const [told, setTold] = useState<Told>();
  const stop = useRef<AbortController>(null);
  useEffect(() => () => stop.current?.abort(), []);

  const fail = (error: unknown) => {
    setStage("mapping");
    if (!stop.current?.signal.aborted) message.error(failureText(toApiError(error)), 8);
  };

  const guess = async (next: Chosen, sort: Holds) => {
    stop.current = new AbortController();
    const whole = next.format === "parquet" || next.file.size <= guessBytes;
    const part = whole ? next.file : await firstLines(next.file);
    const answer = await send({ file: part, name: next.file.name, holds: sort, format: next.format, map: [], dryRun: true }, () => undefined, stop.current.signal);
    setMapping(Object.fromEntries(answer.mapping.map(pair)));
  };

  const choose = async (file: File) => {
    const format = formatOf(file.name);
    if (!format) return void message.error(t("imports.file.unknown"));
    const next = { file, format, sample: await sampleOf(file, format) };
    setChosen(next);
    setStage("mapping");
    setTold(undefined);
    await guess(next, holds).catch(fail);
  };

  const chooseSort = (sort: Holds) => {
    setHolds(sort);
    setStage("mapping");
    setTold(undefined);
    if (chosen) void guess(chosen, sort).catch(fail);
  };

  const run = async (dryRun: boolean) => {
    if (!chosen) return;
    stop.current = new AbortController();
    setStage(dryRun ? "checking" : "importing");
    setTold(undefined);
    const map = Object.entries(mapping).filter(([, field]) => field).map(([column, field]) => `${column}=${field}`);
    try {
      const { file, format } = chosen;
      setTold(await send({ file, name: file.name, holds, format, map, dryRun, ...(touchpoint ? { touchpoint } : {}) }, setTold, stop.current.signal));
      setStage(dryRun ? "checked" : "imported");
      if (!dryRun) for (const queryKey of [importsQuery.queryKey, ["customers"], ["figures"], ["touchpoints"], ["sources"]]) void queries.invalidateQueries({ queryKey });
    } catch (error) {
      fail(error);
    }
  };

  const busy = stage === "checking" || stage === "importing";
  return (
    <>
      <PageTitle title={t("imports.new")} intro={t("imports.new_intro")} />
      <Sort holds={holds} choose={chooseSort} disabled={busy} />
      <FileChoice chosen={chosen} choose={(file) => void choose(file)} disabled={busy} />
      {chosen && Object.keys(mapping).length > 0 && (
        <section className={styles.step}>
          <h2>{t("imports.mapping.title")}</h2>
          <p>{t("imports.mapping.help")}</p>
          <Where touchpoint={touchpoint} choose={setTouchpoint} />
          <div className={styles.flush}>
            <MappingTable
              holds={holds}
              sample={chosen.sample}
              mapping={mapping}
              change={(next) => {
                setMapping(next);
                setStage("mapping");
              }}
            />
          </div>
        </section>
      )}
      {chosen && Object.keys(mapping).length > 0 && (
        <section className={styles.step} aria-live="polite">
          <h2>{t(stage === "imported" ? "imports.run.imported" : "imports.run.title")}</h2>
          {stage === "mapping" && <p>{t("imports.run.help")}</p>}
          {busy && <Progress percent={percent(told, chosen)} status="active" aria-label={t("imports.run.progress")} />}
          {told && <ImportResult told={told} name={chosen.file.name} final={!busy} dry={stage === "checked" || stage === "checking"} />}
          <div className={styles.actions}>
            {busy && <Button onClick={() => stop.current?.abort()}>{t("imports.run.stop")}</Button>}
            {(stage === "mapping" || stage === "checked") && (
              <Button onClick={() => void run(true)} type={stage === "mapping" ? "primary" : "default"}>
                {t("imports.run.check")}
              </Button>
            )}
            {stage === "checked" && (
              <Button type="primary" onClick={() => void run(false)} disabled={!told || told.accepted === 0}>
                {t("imports.run.import")}
              </Button>
            )}
            {stage === "imported" && <Link to="/customers">{t("imports.run.see")}</Link>}
            {stage === "imported" && <Link to="/imports">{t("imports.run.all")}</Link>}
          </div>
        </section>
      )}
    </>
  );
}

const pair = (text: string): [string, string] => {
  const at = text.lastIndexOf("=");
  return [text.slice(0, at), text.slice(at + 1)];
};

/** The server counts rows, not bytes: how many there will be is told from the length of the first. */
function percent(told: Told | undefined, chosen: Chosen): number {
  if (!told) return 0;
  const row = chosen.sample?.rows[0]?.join(",").length ?? 80;
  return Math.min(99, Math.round((told.rows / Math.max(1, chosen.file.size / (row + 2))) * 100));
}

async function firstLines(file: File): Promise<Blob> {
  const bytes = new Uint8Array(await file.slice(0, guessBytes).arrayBuffer());
  return new Blob([bytes.slice(0, bytes.lastIndexOf(10) + 1)]);
}

function Sort({ holds, choose, disabled }: { holds: Holds; choose(holds: Holds): void; disabled: boolean }) {
  const { t } = useTranslation();
  return (
    <fieldset className={styles.step} disabled={disabled}>
      <legend className="sr-only">{t("imports.sort.title")}</legend>
      <h2 aria-hidden="true">{t("imports.sort.title")}</h2>
      <div className={styles.choices}>
        {sorts.map((sort) => (
          <label key={sort} data-chosen={sort === holds || undefined}>
            <input type="radio" name="holds" className="sr-only" checked={sort === holds} onChange={() => choose(sort)} />
            <strong>{t(`imports.sorts.${sort}.title`)}</strong>
            <span>{t(`imports.sorts.${sort}.help`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function FileChoice({ chosen, choose, disabled }: { chosen: Chosen | undefined; choose(file: File): void; disabled: boolean }) {
  const { t, i18n } = useTranslation();
  const [over, setOver] = useState(false);
  const size = (bytes: number) => {
    const [unit, of] = bytes < 1_000_000 ? (["kilobyte", 1_000] as const) : (["megabyte", 1_000_000] as const);
    return new Intl.NumberFormat(i18n.language, { style: "unit", unit, maximumFractionDigits: 1 }).format(bytes / of);
  };
  return (
    <section className={styles.step}>
      <h2>{t("imports.file.title")}</h2>
      <label
        className={styles.drop}
        data-over={over || undefined}
        onDragOver={(event) => (event.preventDefault(), setOver(true))}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          const file = event.dataTransfer.files[0];
          if (file && !disabled) choose(file);
        }}
      >
        <InboxOutlined />
        <input
          type="file"
          className="sr-only"
          accept=".csv,.tsv,.txt,.jsonl,.ndjson,.parquet"
          disabled={disabled}
          onChange={(event) => event.target.files?.[0] && choose(event.target.files[0])}
        />
        {chosen ? (
          <span className={styles.file}>
            <strong>{chosen.file.name}</strong> {size(chosen.file.size)} · {t("imports.file.other")}
          </span>
        ) : (
          <>
            <strong>{t("imports.file.drop")}</strong>
            <span>{t("imports.file.help")}</span>
          </>
        )}
      </label>
    </section>
  );
}

function Where({ touchpoint, choose }: { touchpoint: string; choose(id: string): void }) {
  const { t } = useTranslation();
  const words = useWords();
  const touchpoints = useQuery(touchpointsQuery);
  return (
    <div className={styles.actions}>
      <label htmlFor="import-touchpoint">{t("imports.where")}</label>
      <Select
        id="import-touchpoint"
        style={{ minWidth: 240 }}
        value={touchpoint}
        onChange={choose}
        showSearch={{ optionFilterProp: "label" }}
        options={[
          { value: "", label: t("imports.where_own") },
          ...(touchpoints.data ?? []).map(({ id, name, channel }) => ({ value: id, label: `${name} · ${words.channel(channel)}` })),
        ]}
      />
    </div>
  );
}
