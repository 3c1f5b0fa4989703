/** What wants a person. Each line leads to where it is put right. */
import { Skeleton } from "antd";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { FiguresToday } from "../../api/types";
import { useNumbers } from "../../ui/numbers";
import { Panel } from "../../ui/panel";
import styles from "./today.module.css";

// One more code: where it is put right here, its words in today.json.
const places = {
  unknown_touchpoints: { to: "/touchpoints", search: { state: "draft" } },
  failing_sources: { to: "/sources", search: {} },
  doubtful_merges: { to: "/customers", search: {} },
  data_quality: { to: "/customers", search: {} },
} as const;

type Code = keyof typeof places;
const isCode = (code: string): code is Code => code in places;

export function Attention({ items }: { items: FiguresToday["attention"] | undefined }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const due = items?.filter(({ count }) => count > 0);
  return (
    <Panel title={t("today.attention.title")}>
      {!due && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      {due?.length === 0 && <p className={styles.quiet}>{t("today.attention.none")}</p>}
      <ul className={styles.attention}>
        {due?.map(({ code, count }) => (
          <li key={code}>
            {isCode(code) ? (
              <Link {...places[code]}>
                <span>{t(`today.attention.${code}`)}</span>
                <strong>{numbers.count(count)}</strong>
              </Link>
            ) : (
              <span>
                <span>{code}</span>
                <strong>{numbers.count(count)}</strong>
              </span>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
