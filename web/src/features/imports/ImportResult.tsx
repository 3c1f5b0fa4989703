/** What became of the rows, and the rejected ones to take home and mend. */
import { Button } from "antd";
import { DownloadOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { saveAs } from "../../ui/saveAs";
import { useNumbers } from "../../ui/numbers";
import table from "../../ui/table.module.css";
import { rejectsFile } from "./run";
import type { Counts, Reject, Told } from "./run";
import styles from "./imports.module.css";

const shownRejects = 50;

export function ImportResult({ told, name, final, dry }: { told: Told; name: string; final: boolean; dry: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      <CountsList counts={told} />
      {final && told.failed && <p role="alert">{t("imports.run.failed", { reason: told.failed })}</p>}
      {final && dry && told.done && (
        <p className={told.rejected === 0 ? styles.good : undefined}>
          {t(told.rejected === 0 ? "imports.run.clean" : "imports.run.some_rejected")}
        </p>
      )}
      {told.rejects.length > 0 && <Rejects rejects={told.rejects} name={name} />}
    </>
  );
}

export function CountsList({ counts }: { counts: Counts }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  return (
    <dl className={styles.counts}>
      <div>
        <dt>{t("imports.counts.rows")}</dt>
        <dd>{numbers.count(counts.rows)}</dd>
      </div>
      <div data-good={counts.accepted > 0 || undefined}>
        <dt>{t("imports.counts.accepted")}</dt>
        <dd>{numbers.count(counts.accepted)}</dd>
      </div>
      <div>
        <dt>{t("imports.counts.repeated")}</dt>
        <dd>{numbers.count(counts.repeated)}</dd>
      </div>
      <div data-bad={counts.rejected > 0 || undefined}>
        <dt>{t("imports.counts.rejected")}</dt>
        <dd>{numbers.count(counts.rejected)}</dd>
      </div>
    </dl>
  );
}

export function Rejects({ rejects, name }: { rejects: Reject[]; name: string }) {
  const { t } = useTranslation();
  return (
    <>
      <div className={styles.actions}>
        <Button icon={<DownloadOutlined />} onClick={() => saveAs(rejectsFile(rejects), `${name}.rejects.csv`)}>
          {t("imports.rejects.download")}
        </Button>
        <span className="muted">{t("imports.rejects.help")}</span>
      </div>
      <div className={styles.rejects} tabIndex={0} role="region" aria-label={t("imports.rejects.title")}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col" className={table.number}>{t("imports.rejects.line")}</th>
              <th scope="col">{t("imports.rejects.column")}</th>
              <th scope="col">{t("imports.rejects.reason")}</th>
            </tr>
          </thead>
          <tbody>
            {rejects.slice(0, shownRejects).map((reject, index) => (
              <tr key={index}>
                <td className={table.number}>{reject.line}</td>
                <td>{reject.column}</td>
                <td className="muted">{reject.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
