/** Whether everything is well, as `rapport doctor` sees it. */
import { Button } from "antd";
import { CheckCircleFilled, CloseCircleFilled } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Sections } from "../../app/Sections";
import { PageTitle } from "../../ui/panel";
import { Failure, Rows } from "../../ui/states";
import { useWords } from "../../ui/words";
import table from "../../ui/table.module.css";
import { doctorQuery } from "./queries";
import styles from "./settings.module.css";

export function HealthPage() {
  const { t } = useTranslation();
  const words = useWords();
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
        <ul className={styles.findings}>
          {doctor.data?.findings.map((finding) => (
            <li key={finding.name}>
              <span data-well={finding.well}>
                {finding.well ? <CheckCircleFilled aria-label={t("settings.health.good")} /> : <CloseCircleFilled aria-label={t("settings.health.bad")} />}
              </span>
              <strong>{words.finding(finding.name)}</strong>
              <span className="muted">{finding.detail}</span>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
