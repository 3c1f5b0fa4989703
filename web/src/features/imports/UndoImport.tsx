/** Taking an import back: asked once, because it changes customers, and told while it goes on. */
import { App, Button, Popconfirm, Progress } from "antd";
import { UndoOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import type { Import } from "../../api/types";
import { useNumbers } from "../../ui/numbers";
import { useFailureText } from "../../ui/states";
import { Ago } from "../../ui/time";
import { useUndoImport } from "./queries";
import styles from "./imports.module.css";

export function UndoImport({ one, mayWrite }: { one: Import; mayWrite: boolean }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const numbers = useNumbers();
  const failureText = useFailureText();
  const undo = useUndoImport();
  if (one.undo) {
    const { touches, ended_at } = one.undo;
    const shown = numbers.count(touches);
    return (
      <div className={styles.undo} role="status">
        {ended_at ? (
          <p>
            {t("imports.undo.done", { count: touches, shown })} <Ago at={ended_at} />
          </p>
        ) : (
          <>
            <Progress percent={Math.min(99, Math.round((touches / Math.max(1, one.accepted)) * 100))} status="active" aria-label={t("imports.undo.progress")} />
            <p>{t("imports.undo.going", { count: touches, shown })}</p>
          </>
        )}
      </div>
    );
  }
  if (!mayWrite || one.accepted === 0 || one.state === "running") return null;
  return (
    <div className={styles.undo}>
      <Popconfirm
        title={t("imports.undo.sure", { count: one.accepted, shown: numbers.count(one.accepted) })}
        description={<span className={styles.sure}>{t("imports.undo.help")}</span>}
        okText={t("imports.undo.action")}
        okButtonProps={{ danger: true }}
        cancelText={t("app.cancel")}
        onConfirm={() => undo.mutate(one.id, { onError: (error) => void message.error(failureText(error)) })}
      >
        <Button icon={<UndoOutlined />} loading={undo.isPending}>
          {t("imports.undo.action")}
        </Button>
      </Popconfirm>
    </div>
  );
}
