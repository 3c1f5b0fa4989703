/** The form as visitors would see it, drawn by the server that will show it: what is looked at here is what they get. */
import { useState } from "react";
import { Segmented } from "antd";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Failure, Rows } from "../../ui/states";
import { useDebounced } from "../customers/useDebounced";
import type { Definition } from "./definition";
import { previewQuery } from "./queries";
import styles from "./builder.module.css";

const languages = ["zh", "en"] as const;
const settleMs = 250;

export function usePreview(definition: Definition, language: string) {
  const settled = useDebounced(JSON.stringify(definition), settleMs);
  return useQuery(previewQuery(JSON.parse(settled) as Definition, language));
}

export function Preview({ definition }: { definition: Definition }) {
  const { t, i18n } = useTranslation();
  const [language, setLanguage] = useState<(typeof languages)[number]>(i18n.language === "en" ? "en" : "zh");
  const preview = usePreview(definition, language);
  const lacking = preview.data?.errors.length ?? 0;
  return (
    <section className={styles.preview} aria-label={t("forms.preview.title")}>
      <header>
        <h2>{t("forms.preview.title")}</h2>
        <Segmented size="small" aria-label={t("forms.preview.language")} value={language} onChange={setLanguage} options={languages.map((value) => ({ value, label: t(`forms.languages.${value}`) }))} />
      </header>
      {preview.isPending && <Rows count={5} />}
      {preview.isError && <Failure error={preview.error} retry={() => void preview.refetch()} />}
      {preview.data && <iframe className={styles.frame} sandbox="" srcDoc={preview.data.html} title={t("forms.preview.frame")} />}
      {lacking > 0 && <p className={styles.lacking}>{t("forms.preview.lacking", { count: lacking })}</p>}
    </section>
  );
}
