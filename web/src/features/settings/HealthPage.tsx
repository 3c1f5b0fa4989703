/** Whether everything is well, as `rapport doctor` sees it. */
import { Button } from "antd";
import { CheckCircleFilled, CloseCircleFilled } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { HealthFinding } from "../../api/types";
import { Sections } from "../../app/Sections";
import { useNumbers } from "../../ui/numbers";
import { PageTitle } from "../../ui/panel";
import { Failure, Rows } from "../../ui/states";
import { useWords } from "../../ui/words";
import table from "../../ui/table.module.css";
import { doctorQuery, useCompareWithRebuild } from "./queries";
import styles from "./settings.module.css";

export function HealthPage() {
  const { t } = useTranslation();
  const doctor = useQuery(doctorQuery);
  return (
    <>
      <PageTitle
        title={t("settings.health.title")}
        intro={doctor.data && t(doctor.data.well ? "settings.health.well" : "settings.health.unwell")}
        actions={
          <Button onClick={() => void doctor.refetch()} loading={doctor.isFetching}>
            {t("settings.health.again")}
          </Button>
        }
      />
      <Sections of="settings" />
      <div className={table.surface}>
        {doctor.isPending && <Rows count={3} />}
        {doctor.isError && <Failure error={doctor.error} retry={() => void doctor.refetch()} />}
        <Findings findings={doctor.data?.findings ?? []} />
      </div>
      <Deep />
    </>
  );
}

function Findings({ findings }: { findings: HealthFinding[] }) {
  const { t } = useTranslation();
  const words = useWords();
  const told = useTold();
  return (
    <ul className={styles.findings}>
      {findings.map((finding, index) => (
        <li key={`${finding.name} ${index}`}>
          <span data-well={finding.well}>
            {finding.well ? <CheckCircleFilled aria-label={t("settings.health.good")} /> : <CloseCircleFilled aria-label={t("settings.health.bad")} />}
          </span>
          <strong>{words.finding(finding.name)}</strong>
          <span className="muted">{told(finding)}</span>
        </li>
      ))}
    </ul>
  );
}

const codes = ["database", "database_failed", "readers_level", "reader_behind", "audit_unbroken", "audit_broken", "audit_failed", "rebuild_same", "rebuild_differs"] as const;

/** A finding in the viewer's words; a code newer than this page is told as the server tells it. */
function useTold(): (finding: HealthFinding) => string {
  const { t } = useTranslation();
  const numbers = useNumbers();
  return ({ code, values, detail }) => {
    const known = codes.find((one) => one === code);
    if (!known) return detail;
    const shown = (name: string) => {
      const value = values[name];
      return typeof value === "number" && name !== "schema" ? numbers.count(value) : String(value ?? "");
    };
    return t(`settings.health.codes.${known}`, {
      engine: shown("engine"),
      entries: shown("entries"),
      entry: shown("entry"),
      reader: shown("reader"),
      reason: shown("reason"),
      rows: shown("rows"),
      schema: shown("schema"),
      table: shown("table"),
    });
  };
}

function Deep() {
  const { t } = useTranslation();
  const compare = useCompareWithRebuild();
  const findings = compare.data?.findings.filter(({ name }) => name.startsWith("readers: ")).map((finding) => ({ ...finding, name: "readers" })) ?? [];
  return (
    <section className={styles.deep}>
      <div>
        <Button onClick={() => compare.mutate()} loading={compare.isPending}>
          {t("settings.health.deep")}
        </Button>
        <span className="muted">{t("settings.health.deep_help")}</span>
      </div>
      {compare.isError && <Failure error={compare.error} retry={() => compare.mutate()} />}
      {findings.length > 0 && (
        <div className={table.surface}>
          <Findings findings={findings} />
        </div>
      )}
    </section>
  );
}
