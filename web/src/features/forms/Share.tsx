/** Where the form is: its own address, on paper as a code to scan, and the line that puts it into another site. */
import { useState } from "react";
import { Alert, QRCode, Segmented } from "antd";
import { ExportOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import type { Form } from "../../api/types";
import { CopyButton } from "../../ui/copy";
import { Panel } from "../../ui/panel";
import { standingOf } from "./definition";
import styles from "./forms.module.css";

const languages = ["page", "zh", "en"] as const;
const themes = ["light", "auto"] as const;

export function Share({ form }: { form: Form }) {
  const { t } = useTranslation();
  const [language, setLanguage] = useState<(typeof languages)[number]>("page");
  const [theme, setTheme] = useState<(typeof themes)[number]>("light");
  const { origin } = window.location;
  const address = `${origin}${form.path_of_page}`;
  const extras = [language === "page" ? "" : ` data-lang="${language}"`, theme === "auto" ? ' data-theme="auto"' : ""].join("");
  const code = `<script src="${origin}/forms.js" data-form="${form.id}"${extras} async></script>`;
  const standing = standingOf(form);
  const sites = form.definition.sites ?? [];
  return (
    <div className={styles.share}>
      {standing !== "open" && <Alert type="warning" showIcon title={t(`forms.share.not_open.${standing}`)} />}
      <Panel title={t("forms.share.address")}>
        <div className={styles.address}>
          <div>
            <p className="muted">{t("forms.share.address_help")}</p>
            <div className={styles.code}>
              <code data-testid="form-address">{address}</code>
              <CopyButton text={address} />
            </div>
            <a href={form.path_of_page} target="_blank" rel="noopener">
              {t("forms.share.open")} <ExportOutlined />
            </a>
          </div>
          <div className={styles.qr}>
            <QRCode type="svg" aria-label={t("forms.share.qr")} value={address} size={136} color="#1d211f" bgColor="#ffffff" bordered={false} />
          </div>
        </div>
      </Panel>
      <Panel title={t("forms.share.embed")} extra={<CopyButton text={code} label={t("forms.share.copy_code")} />}>
        <p className="muted">{t("forms.share.embed_help")}</p>
        <pre className={styles.snippet} tabIndex={0} data-testid="embed-code">
          {code}
        </pre>
        <div className={styles.choices}>
          <div>
            <span>{t("forms.share.language")}</span>
            <Segmented value={language} aria-label={t("forms.share.language")} onChange={setLanguage} options={languages.map((value) => ({ value, label: t(`forms.languages.${value}`) }))} />
          </div>
          <div>
            <span>{t("forms.share.theme")}</span>
            <Segmented value={theme} aria-label={t("forms.share.theme")} onChange={setTheme} options={themes.map((value) => ({ value, label: t(`forms.themes.${value}`) }))} />
          </div>
        </div>
        <p className="muted">{sites.length > 0 ? t("forms.share.only", { sites: sites.join(", ") }) : t("forms.share.anywhere")}</p>
        <p className="muted">{t("forms.share.policy", { origin })}</p>
      </Panel>
    </div>
  );
}
