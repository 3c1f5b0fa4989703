/** One source at work: its newest touches as they arrive, and why others were refused. */
import { useEffect, useState } from "react";
import { App, Button, Popconfirm, Segmented, Tabs } from "antd";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import { openStream } from "../../api/stream";
import type { Source, SourceWithKey, Touch } from "../../api/types";
import { CopyButton } from "../../ui/copy";
import { Failure, Teach, useFailureText } from "../../ui/states";
import { Ago, useClock } from "../../ui/time";
import { useWords } from "../../ui/words";
import { Value } from "../customer/AttributesPanel";
import { snippets } from "./snippets";
import { refusalsQuery, useChangeSource, useRotateSource } from "./queries";
import styles from "./sources.module.css";

type View = "arriving" | "refused" | "code";
const views: View[] = ["arriving", "refused", "code"];
const kept = 50;

export function SourceDetails({ source, rotated }: { source: Source; rotated(source: SourceWithKey): void }) {
  const { t } = useTranslation();
  const [view, setView] = useState<View>("arriving");
  return (
    <div className={styles.details}>
      <Segmented<View> block aria-label={t("sources.debug.view")} value={view} onChange={setView} options={views.map((value) => ({ value, label: t(`sources.debug.views.${value}`) }))} />
      {view === "arriving" && <Arriving source={source} />}
      {view === "refused" && <Refused source={source} />}
      {view === "code" && <Code source={source} />}
      <Keys source={source} rotated={rotated} />
    </div>
  );
}

/** The key is not kept in the clear, so the code has a place for it. */
function Code({ source }: { source: Source }) {
  const { t } = useTranslation();
  const code = snippets(window.location.origin, t("sources.debug.your_key", { hint: source.key_hint }));
  return (
    <div>
      <p className={styles.help}>{t("sources.debug.code_help")}</p>
      <Tabs
        size="small"
        items={code.map(({ key, text }) => ({
          key,
          label: t(`sources.snippets.${key}`),
          children: (
            <>
              <pre className={styles.snippet} tabIndex={0}>
                {text}
              </pre>
              <CopyButton text={text} />
            </>
          ),
        }))}
      />
    </div>
  );
}

function Arriving({ source }: { source: Source }) {
  const { t } = useTranslation();
  const words = useWords();
  const clock = useClock();
  const [touches, setTouches] = useState<Touch[]>([]);
  useEffect(
    () =>
      openStream({
        onTouch: (touch) => {
          if (touch.source === source.id) setTouches((before) => [touch, ...before].slice(0, kept));
        },
        onDecision: () => undefined,
        onState: () => undefined,
      }),
    [source.id],
  );
  if (touches.length === 0) return <Teach title={t("sources.debug.quiet.title")}>{t("sources.debug.quiet.help")}</Teach>;
  return (
    <ol className={styles.events} aria-label={t("sources.debug.views.arriving")}>
      {touches.map((touch) => (
        <li key={touch.id}>
          <details>
            <summary>
              <time dateTime={touch.at}>{clock.clock(touch.received_at, true)}</time>
              <strong>{words.touch(touch)}</strong>
              <span className="muted ellipsis">{touch.identities.map(({ value }) => value).join(" · ")}</span>
            </summary>
            <pre tabIndex={0}>{JSON.stringify(touch, null, 2)}</pre>
          </details>
        </li>
      ))}
    </ol>
  );
}

function Refused({ source }: { source: Source }) {
  const { t } = useTranslation();
  const refusals = useQuery(refusalsQuery(source.id));
  if (refusals.isError) return <Failure error={refusals.error} retry={() => void refusals.refetch()} />;
  if (refusals.data?.length === 0) return <Teach title={t("sources.debug.none.title")}>{t("sources.debug.none.help")}</Teach>;
  return (
    <ol className={styles.events} aria-label={t("sources.debug.views.refused")}>
      {refusals.data?.map((refusal, index) => (
        <li key={`${refusal.at} ${index}`} className={styles.refusal}>
          <div>
            <code>{refusal.field}</code> <Value value={refusal.message} />
          </div>
          <div className="faint">
            <Ago at={refusal.at} />
            {refusal.message_id && ` · ${refusal.message_id}`}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** A new key ends the old one at once, so that is asked; switching off can be taken back. */
function Keys({ source, rotated }: { source: Source; rotated(source: SourceWithKey): void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const failureText = useFailureText();
  const mayWrite = useMay(permissions.writeSources);
  const rotate = useRotateSource();
  const change = useChangeSource();
  if (!mayWrite) return null;
  const fail = { onError: (error: Error) => void message.error(failureText(error)) };
  const disabled = Boolean(source.disabled_at);
  return (
    <div className={styles.keys}>
      <Popconfirm
        title={t("sources.rotate.sure")}
        description={t("sources.rotate.help")}
        okText={t("sources.rotate.action")}
        cancelText={t("app.cancel")}
        onConfirm={() => rotate.mutate(source.id, { onSuccess: rotated, ...fail })}
      >
        <Button loading={rotate.isPending}>{t("sources.rotate.action")}</Button>
      </Popconfirm>
      <Button loading={change.isPending} onClick={() => change.mutate({ source: source.id, disabled: !disabled }, fail)}>
        {t(disabled ? "sources.enable" : "sources.disable")}
      </Button>
    </div>
  );
}
