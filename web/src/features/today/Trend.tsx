/** How the day goes beside the same day last week, and the days before: a picture, with its numbers for who cannot see it. */
import { lazy, Suspense } from "react";
import { Skeleton } from "antd";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Panel } from "../../ui/panel";
import { Failure } from "../../ui/states";
import { trendQuery } from "./queries";
import styles from "./today.module.css";

const TrendChart = lazy(() => import("./TrendChart"));

export function Trend() {
  const { t } = useTranslation();
  const trend = useQuery(trendQuery);
  return (
    <div className={styles.trendPanel}>
    <Panel title={t("today.trend.title")}>
      {trend.isError && <Failure error={trend.error} retry={() => void trend.refetch()} />}
      {trend.isPending && <Skeleton active title={false} paragraph={{ rows: 4 }} />}
      {trend.data && (
        <div className={styles.trend}>
          <Suspense fallback={<Skeleton active title={false} paragraph={{ rows: 4 }} />}>
            <TrendChart trend={trend.data} />
          </Suspense>
        </div>
      )}
    </Panel>
    </div>
  );
}
