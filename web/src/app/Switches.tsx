/** Language and appearance. */
import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { changeLanguage, languages } from "../i18n";
import type { Language } from "../i18n";
import { appearances, useDisplay } from "../ui/display";
import type { Appearance } from "../ui/display";
import styles from "./shell.module.css";

export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <div className={styles.setting}>
      <span id="language-label">{t("app.language")}</span>
      <Segmented<Language>
        aria-labelledby="language-label"
        value={i18n.language as Language}
        onChange={(language) => void changeLanguage(language, true)}
        options={languages.map((language) => ({ value: language, label: t(`app.languages.${language}`) }))}
      />
    </div>
  );
}

export function AppearanceSwitch() {
  const { t } = useTranslation();
  const { appearance, setAppearance } = useDisplay();
  return (
    <div className={styles.setting}>
      <span id="appearance-label">{t("app.theme")}</span>
      <Segmented<Appearance>
        aria-labelledby="appearance-label"
        value={appearance}
        onChange={setAppearance}
        options={appearances.map((value) => ({ value, label: t(`app.themes.${value}`) }))}
      />
    </div>
  );
}
