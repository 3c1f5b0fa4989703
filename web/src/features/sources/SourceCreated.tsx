/** The one moment the write key is shown, with code to paste, and a wait for the first touch. */
import { useEffect, useState } from "react";
import { Alert, Button, Modal, Spin, Tabs } from "antd";
import { CheckCircleFilled } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { SourceWithKey, Touch } from "../../api/types";
import { openStream } from "../../api/stream";
import { CopyButton } from "../../ui/copy";
import { useWords } from "../../ui/words";
import { snippets } from "./snippets";
import styles from "./sources.module.css";

export function SourceCreated({ source, first = "curl", close }: { source: SourceWithKey; first?: string; close(): void }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(first);
  const code = snippets(window.location.origin, source.write_key);
  return (
    <Modal
      open
      width={680}
      title={t("sources.created.title", { name: source.name })}
      onCancel={close}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={close}>
          {t("sources.created.done")}
        </Button>
      }
    >
      <Alert type="warning" showIcon title={t("sources.created.once")} description={t("sources.created.once_help")} />
      <div className={styles.key}>
        <span>{t("sources.created.key")}</span>
        <code data-testid="write-key">{source.write_key}</code>
        <CopyButton text={source.write_key} />
      </div>
      <div className={styles.subtitle}>
        <h3>{t("sources.created.snippet")}</h3>
        <CopyButton text={code.find(({ key }) => key === shown)?.text ?? ""} />
      </div>
      <p className={styles.help}>{t("sources.created.snippet_help")}</p>
      <Tabs
        size="small"
        activeKey={shown}
        onChange={setShown}
        items={code.map(({ key, text }) => ({
          key,
          label: t(`sources.snippets.${key}`),
          children: (
            <pre className={styles.snippet} tabIndex={0}>
              {text}
            </pre>
          ),
        }))}
      />
      <FirstTouch source={source} />
    </Modal>
  );
}

function FirstTouch({ source }: { source: SourceWithKey }) {
  const { t } = useTranslation();
  const words = useWords();
  const [first, setFirst] = useState<Touch>();

  useEffect(() => {
    if (first) return;
    return openStream({
      onTouch: (touch) => {
        if (touch.source === source.id || touch.source === source.name) setFirst(touch);
      },
      onDecision: () => undefined,
      onState: () => undefined,
    });
  }, [source, first]);

  return (
    <div className={styles.first} role="status" data-arrived={first ? true : undefined}>
      {first ? (
        <>
          <CheckCircleFilled />
          <span>{t("sources.created.arrived", { event: words.touch(first) })}</span>
          <Link to="/">{t("sources.created.see")}</Link>
        </>
      ) : (
        <>
          <Spin size="small" />
          <span>{t("sources.created.waiting")}</span>
        </>
      )}
    </div>
  );
}
