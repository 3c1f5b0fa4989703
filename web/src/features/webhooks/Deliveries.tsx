/** What a webhook was told, newest first; each opens to its tries: when, how long, and what was answered. */
import { useState } from "react";
import { App, Button, Segmented, Skeleton } from "antd";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Delivery, Webhook } from "../../api/types";
import { Failure, Rows, Teach, useFailureText } from "../../ui/states";
import { Tag } from "../../ui/tag";
import { Ago, useClock } from "../../ui/time";
import { key } from "./WebhookForm";
import { attemptsQuery, deliveriesQuery, useReplayOne } from "./queries";
import styles from "./webhooks.module.css";

const views = ["all", "waiting", "delivered", "failed"] as const;
type View = (typeof views)[number];

export function Deliveries({ webhook, mayWrite }: { webhook: Webhook; mayWrite: boolean }) {
  const { t } = useTranslation();
  const [view, setView] = useState<View>("all");
  const deliveries = useInfiniteQuery(deliveriesQuery(webhook.id, view === "all" ? undefined : view));
  const rows = deliveries.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <section className={styles.deliveries} aria-label={t("webhooks.deliveries.title")}>
      <h3>{t("webhooks.deliveries.title")}</h3>
      <Segmented<View> aria-label={t("webhooks.deliveries.view")} value={view} onChange={setView} options={views.map((value) => ({ value, label: t(`webhooks.deliveries.views.${value}`) }))} />
      {deliveries.isPending && <Rows count={3} height={44} />}
      {deliveries.isError && <Failure error={deliveries.error} retry={() => void deliveries.refetch()} />}
      {deliveries.isSuccess && rows.length === 0 && <Teach title={t("webhooks.deliveries.none.title")}>{t("webhooks.deliveries.none.help")}</Teach>}
      {rows.length > 0 && (
        <ol>
          {rows.map((delivery) => (
            <One key={delivery.id} webhook={webhook} delivery={delivery} mayWrite={mayWrite} />
          ))}
        </ol>
      )}
      {deliveries.hasNextPage && (
        <Button onClick={() => void deliveries.fetchNextPage()} loading={deliveries.isFetchingNextPage}>
          {t("webhooks.deliveries.more")}
        </Button>
      )}
    </section>
  );
}

const tones = { waiting: "plain", delivered: "accent", failed: "warn" } as const;

function One({ webhook, delivery, mayWrite }: { webhook: Webhook; delivery: Delivery; mayWrite: boolean }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const failureText = useFailureText();
  const [open, setOpen] = useState(false);
  const replay = useReplayOne();
  const again = () =>
    replay.mutate(
      { webhook: webhook.id, delivery: delivery.id },
      { onSuccess: () => void message.success(t("webhooks.deliveries.again")), onError: (error) => void message.error(failureText(error)) },
    );
  return (
    <li>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <Tag tone={tones[delivery.state]}>{t(`webhooks.deliveries.views.${delivery.state}`)}</Tag>
          <strong>{t(`webhooks.kinds.${key(delivery.kind)}`)}</strong>
          <span className="muted">{t("webhooks.deliveries.tries", { count: delivery.attempts })}</span>
          <span className="faint">
            <Ago at={delivery.planned_at} />
          </span>
        </summary>
        {open && <Attempts webhook={webhook} delivery={delivery} />}
        <div className={styles.foot}>
          <code>{delivery.id}</code>
          {delivery.due_at && (
            <span className="muted">
              {t("webhooks.deliveries.next")} <Ago at={delivery.due_at} />
            </span>
          )}
          {mayWrite && delivery.state !== "waiting" && (
            <Button size="small" onClick={again} loading={replay.isPending}>
              {t("webhooks.deliveries.replay")}
            </Button>
          )}
        </div>
      </details>
    </li>
  );
}

function Attempts({ webhook, delivery }: { webhook: Webhook; delivery: Delivery }) {
  const { t } = useTranslation();
  const clock = useClock();
  const attempts = useQuery(attemptsQuery(webhook.id, delivery));
  if (attempts.isError) return <Failure error={attempts.error} retry={() => void attempts.refetch()} />;
  if (!attempts.data) return <Skeleton active title={false} paragraph={{ rows: 1 }} />;
  if (attempts.data.length === 0) return <p className="muted">{t("webhooks.deliveries.not_tried")}</p>;
  return (
    <ol className={styles.attempts} aria-label={t("webhooks.deliveries.attempts")}>
      {attempts.data.map((attempt) => (
        <li key={attempt.number}>
          <time dateTime={attempt.at} title={clock.exact(attempt.at)}>
            {clock.date(attempt.at)} {clock.clock(attempt.at, true)}
          </time>
          <strong data-good={attempt.status != null && attempt.status < 300}>{attempt.status ?? t("webhooks.deliveries.no_answer")}</strong>
          <span className="muted">{t("webhooks.deliveries.took", { ms: attempt.latency_ms })}</span>
          {attempt.error && <span className={styles.answer}>{attempt.error}</span>}
          {attempt.answer && <code className={styles.answer}>{attempt.answer}</code>}
        </li>
      ))}
    </ol>
  );
}
