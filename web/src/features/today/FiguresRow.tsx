/** The day in four numbers; each opens the list behind it. */
import type { ReactNode } from "react";
import { Skeleton } from "antd";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { FiguresToday } from "../../api/types";
import { useNumbers } from "../../ui/numbers";
import styles from "./today.module.css";

export function FiguresRow({ figures }: { figures: FiguresToday | undefined }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const change = figures && changeOf(figures);
  return (
    <ul className={styles.figures}>
      <Figure label={t("today.touches")} value={figures && numbers.count(figures.touches_today)} to={<Link to="/touchpoints" />}>
        {figures &&
          (change === undefined
            ? t("today.no_last_week")
            : t("today.against_last_week", { change: numbers.change(change) }))}
      </Figure>
      <Figure
        label={t("today.customers_new")}
        value={figures && numbers.count(figures.customers_new)}
        to={<Link to="/customers" search={{ kind: "all" }} />}
      />
      <Figure
        label={t("today.customers_recognised")}
        value={figures && numbers.count(figures.customers_recognised)}
        to={<Link to="/customers" search={{}} />}
      >
        {t("today.customers_recognised_hint")}
      </Figure>
      <Figure
        label={t("today.merges")}
        value={figures && numbers.count(figures.merges)}
        to={<Link to="/attention/merges" />}
      >
        {t("today.merges_hint")}
      </Figure>
    </ul>
  );
}

function changeOf(figures: FiguresToday): number | undefined {
  const before = figures.touches_last_week_same_time;
  return before > 0 ? (figures.touches_today - before) / before : undefined;
}

function Figure({ label, value, to, children }: { label: string; value: string | undefined; to: React.ReactElement<{ className?: string; children?: ReactNode }>; children?: ReactNode }) {
  const Target = to.type as React.ElementType;
  return (
    <li>
      <Target {...to.props} className={styles.figure}>
        <span className={styles.label}>{label}</span>
        {value === undefined ? <Skeleton.Button active size="small" /> : <strong>{value}</strong>}
        <span className={styles.hint}>{children}</span>
      </Target>
    </li>
  );
}
