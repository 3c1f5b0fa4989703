/** The fields of a company, in its settings and at the first start. */
import { Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { languages } from "../../i18n";
import { useRegions } from "./regions";
import styles from "./settings.module.css";

export function CompanyFields() {
  const { t } = useTranslation();
  const { countries, currencies, zones } = useRegions();
  const search = { optionFilterProp: "search" };
  return (
    <div className={styles.fields}>
      <Form.Item className={styles.wide} name="name" label={t("settings.company.name")} rules={[{ required: true, whitespace: true, message: t("settings.company.name_missing") }]}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="locale" label={t("settings.company.locale")} extra={t("settings.company.locale_help")}>
        <Select options={languages.map((language) => ({ value: language, label: t(`app.languages.${language}`) }))} />
      </Form.Item>
      <Form.Item name="time_zone" label={t("settings.company.time_zone")} extra={t("settings.company.time_zone_help")}>
        <Select showSearch={search} options={zones} />
      </Form.Item>
      <Form.Item name="country" label={t("settings.company.country")} extra={t("settings.company.country_help")}>
        <Select showSearch={search} options={countries} />
      </Form.Item>
      <Form.Item name="currency" label={t("settings.company.currency")}>
        <Select showSearch={search} options={currencies} />
      </Form.Item>
    </div>
  );
}
