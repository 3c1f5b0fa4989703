/** A row of small bars: how a number went over a time. The numbers themselves are beside it. */
import styles from "./touchpoints.module.css";

export function Spark({ values, label }: { values: number[]; label: string }) {
  const most = Math.max(1, ...values);
  const width = 100 / Math.max(1, values.length);
  return (
    <svg className={styles.spark} viewBox="0 0 100 24" preserveAspectRatio="none" role="img" aria-label={label}>
      {values.map((value, index) => {
        const height = value === 0 ? 1 : Math.max(2, (value / most) * 24);
        return <rect key={index} x={index * width + 0.6} y={24 - height} width={width - 1.2} height={height} />;
      })}
    </svg>
  );
}
