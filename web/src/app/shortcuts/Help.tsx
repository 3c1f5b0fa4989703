/** The help sheet: every key that does something on this page, by whom it was registered. */
import { Modal, Switch } from "antd";
import { useTranslation } from "react-i18next";
import { Keys } from "./Keys";
import { switchSingleKeys } from "./registry";
import { useRegistered, useSingleKeys } from "./useShortcuts";
import styles from "./shortcuts.module.css";

export function Help({ close }: { close(): void }) {
  const { t } = useTranslation();
  const groups = useRegistered();
  const single = useSingleKeys();
  return (
    <Modal open title={t("shortcuts.title")} onCancel={close} footer={null} width={680} closable={{ "aria-label": t("app.close") }}>
      <div className={styles.groups}>
        {groups.map(({ title, shortcuts }, place) => (
          <section key={`${title} ${place}`} data-off={(!single && !shortcuts.some(({ keys }) => keys.startsWith("mod+"))) || undefined}>
            <h2>{title}</h2>
            <dl>
              {shortcuts.map(({ keys, label }) => (
                <div key={keys}>
                  <dt>{label}</dt>
                  <dd>
                    <Keys keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={styles.always}>{t("shortcuts.always")}</p>
      <label className={styles.single}>
        <Switch checked={single} onChange={switchSingleKeys} aria-describedby="single-keys-help" />
        <span>
          {t("shortcuts.single")}
          <small id="single-keys-help">{t("shortcuts.single_help")}</small>
        </span>
      </label>
    </Modal>
  );
}
