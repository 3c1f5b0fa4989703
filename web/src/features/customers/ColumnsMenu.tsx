/** Which columns are shown. The choice is kept for the person; a view that is saved keeps it too. */
import { Button, Checkbox, Popover } from "antd";
import { SettingOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { usualColumns } from "./columns";
import type { Column } from "./columns";
import styles from "./customers.module.css";

export function ColumnsMenu({ columns, shown, choose }: { columns: Column[]; shown: string[]; choose(keys: string[]): void }) {
  const { t } = useTranslation();
  const content = (
    <div className={styles.columns} role="group" aria-label={t("customers.columns.choose")}>
      {columns.map(({ key, label }) => (
        <Checkbox key={key} checked={shown.includes(key)} onChange={(event) => choose(columns.map((one) => one.key).filter((one) => (one === key ? event.target.checked : shown.includes(one))))}>
          {label}
        </Checkbox>
      ))}
      <Button type="text" size="small" onClick={() => choose(usualColumns)}>
        {t("customers.columns.usual")}
      </Button>
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" content={content}>
      <Button icon={<SettingOutlined />} aria-label={t("customers.columns.choose")} />
    </Popover>
  );
}
