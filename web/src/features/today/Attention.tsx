/** What wants a person. Each line leads to where it is put right. */
import { Skeleton } from "antd";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { FiguresToday } from "../../api/types";
import { useNumbers } from "../../ui/numbers";
import { Panel } from "../../ui/panel";
import { useWords } from "../../ui/words";
import styles from "./today.module.css";

// One more code: where it is put right here, its words in today.json. Findings about data come as `missing_name`.
const places = {
  draft_touchpoints: { to: "/touchpoints", search: { state: "draft" } },
  failing_sources: { to: "/attention/sources" },
  doubtful_links: { to: "/attention/doubtful" },
} as const;

type Code = keyof typeof places;
const isCode = (code: string): code is Code => code in places;

const findings = ["missing", "conflicting", "implausible"] as const;

function useFinding(): (code: string) => string {
  const { t } = useTranslation();
  const words = useWords();
  return (code) => {
    const finding = findings.find((one) => code.startsWith(`${one}_`));
    return finding ? t(`customer.quality.${finding}`, { name: words.attribute(code.slice(finding.length + 1)) }) : code;
  };
}

/** The list behind a finding: `missing_name` is the code and the attribute. */
function listOf(code: string) {
  const [finding = "", ...attribute] = code.split("_");
  return { to: "/attention/quality", search: { code: finding, attribute: attribute.join("_") } } as const;
}

export function Attention({ items }: { items: FiguresToday["attention"] | undefined }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const finding = useFinding();
  const due = items?.filter(({ count }) => count > 0);
  return (
    <Panel title={t("today.attention.title")}>
      {!due && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      {due?.length === 0 && <p className={styles.quiet}>{t("today.attention.none")}</p>}
      <ul className={styles.attention}>
        {due?.map(({ code, count }) => (
          <li key={code}>
            <Link {...(isCode(code) ? places[code] : listOf(code))}>
              <span>{isCode(code) ? t(`today.attention.${code}`) : finding(code)}</span>
              <strong>{numbers.count(count)}</strong>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
