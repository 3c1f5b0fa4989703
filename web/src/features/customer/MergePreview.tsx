/** What a merge would change, asked of the server, which decides nothing yet. */
import { useEffect } from "react";
import type { ReactNode } from "react";
import { Alert, Skeleton } from "antd";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Customer, Membership, MergePreview as Preview, MergeSide } from "../../api/types";
import { useNumbers } from "../../ui/numbers";
import { useFailureText } from "../../ui/states";
import { Tag } from "../../ui/tag";
import { useClock } from "../../ui/time";
import { useWords } from "../../ui/words";
import { useSourceNames } from "../sources/queries";
import { useAttributeLabel, Value } from "./AttributesPanel";
import { KindSign } from "./KindSign";
import { useRefusal } from "./LineEvidence";
import { mergePreviewQuery } from "./queries";
import styles from "./merge.module.css";

interface Props {
  customer: Customer;
  other: Customer;
  /** Whether the two can be merged, once it is known. */
  ready(possible: boolean): void;
}

export function MergePreview({ customer, other, ready }: Props) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const preview = useQuery(mergePreviewQuery(customer.id, other.id));
  const possible = preview.isSuccess;
  useEffect(() => ready(possible), [possible]);
  return (
    <section className={styles.preview} aria-label={t("customer.preview.title")} aria-busy={preview.isPending}>
      <h3>{t("customer.preview.title")}</h3>
      {preview.isPending && <Skeleton active title={false} paragraph={{ rows: 5 }} />}
      {preview.isError && <Alert type="error" showIcon title={failureText(preview.error)} />}
      {preview.data && <Changes preview={preview.data} />}
    </section>
  );
}

function Changes({ preview }: { preview: Preview }) {
  const { t } = useTranslation();
  const words = useWords();
  const numbers = useNumbers();
  const refusal = useRefusal();
  const { survivor, other, after } = preview;
  const moved = preview.moved;
  return (
    <>
      {preview.one_in_the_other && <Alert type="warning" showIcon title={t("customer.preview.within")} />}
      {preview.against && <Alert type="warning" showIcon title={t("customer.preview.against", { reason: refusal(preview.against) })} />}
      {preview.lifted > 0 && <Alert type="warning" showIcon title={t("customer.preview.lifted", { count: preview.lifted })} />}
      <Sides survivor={survivor} other={other} after={after} />
      <Part title={t("customer.preview.identities", { count: other.identities, shown: numbers.count(other.identities) })}>
        <ul className={styles.moved}>
          {moved.slice(0, 8).map((identity) => (
            <li key={identity.id} title={words.identity(identity.kind)}>
              <KindSign kind={identity.kind} />
              <span className="sr-only">{words.identity(identity.kind)}</span>
              {identity.value}
            </li>
          ))}
          {other.identities > 8 && <li className="muted">{t("customer.identities.more", { count: other.identities - Math.min(8, moved.length) })}</li>}
        </ul>
      </Part>
      <Part title={t("customer.preview.attributes")}>
        {preview.attributes.length === 0 ? <p className="muted">{t("customer.preview.no_attributes")}</p> : <AttributeChanges preview={preview} />}
      </Part>
      {preview.tags.length > 0 && (
        <Part title={t("customer.preview.tags")}>
          <div className={styles.tags}>
            {preview.tags.map((tag) => (
              <Tag key={tag}>{tag}</Tag>
            ))}
          </div>
        </Part>
      )}
      {preview.consents.length > 0 && (
        <Part title={t("customer.preview.consents")}>
          <ul className={styles.consents}>
            {preview.consents.map(({ purpose, channel, before, after: then }) => (
              <li key={`${purpose} ${channel ?? ""}`}>
                {words.purpose(purpose)} · {channel ? words.channel(channel) : t("customer.consent.every_channel")}:{" "}
                <span className="muted">{words.consent(before.because)}</span> → <strong>{words.consent(then.because)}</strong>
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Belonging title={t("customer.preview.groups")} rows={preview.groups} />
      <Belonging title={t("customer.preview.members")} rows={preview.members} />
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={styles.part}>
      <h4>{title}</h4>
      {children}
    </div>
  );
}

function Sides({ survivor, other, after }: { survivor: MergeSide; other: MergeSide; after: MergeSide }) {
  const { t } = useTranslation();
  const words = useWords();
  const numbers = useNumbers();
  const clock = useClock();
  const sides = [survivor, other, after];
  const rows: [string, (side: MergeSide) => string][] = [
    [t("customer.preview.name"), (side) => words.customer(side)],
    [t("customer.identities.title"), (side) => numbers.count(side.identities)],
    [t("customer.numbers.touches"), (side) => numbers.count(side.touches)],
    [t("customer.numbers.orders"), (side) => numbers.count(side.orders)],
    [t("customer.numbers.spend"), (side) => side.spend.map(numbers.money).join(" · ") || t("app.none")],
    [t("customer.numbers.first_touch"), (side) => (side.first_touch_at ? clock.date(side.first_touch_at) : t("app.none"))],
    [t("customer.numbers.last_touch"), (side) => (side.last_touch_at ? clock.date(side.last_touch_at) : t("app.none"))],
    ...(new Set(sides.map(({ kind }) => kind)).size > 1 ? [[t("customer.preview.kind"), (side: MergeSide) => words.customerKind(side.kind)] as [string, (side: MergeSide) => string]] : []),
  ];
  return (
    <table className={styles.sides}>
      <thead>
        <tr>
          <th scope="col">
            <span className="sr-only">{t("customer.preview.what")}</span>
          </th>
          <th scope="col">{t("customer.merging.stays")}</th>
          <th scope="col">{t("customer.merging.joins")}</th>
          <th scope="col">{t("customer.merging.after")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {sides.map((side, index) => (
              <td key={index}>{value(side)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function AttributeChanges({ preview }: { preview: Preview }) {
  const { t } = useTranslation();
  const label = useAttributeLabel();
  const clock = useClock();
  const sourceName = useSourceNames();
  const shown = (value: unknown) => (value === null || value === undefined ? <span className="faint">{t("app.none")}</span> : <Value value={value} />);
  return (
    <ul className={styles.attributes}>
      {preview.attributes.map((one) => {
        const source = sourceName(one.source);
        return (
          <li key={one.name} data-changes={one.changes || undefined}>
            <span className={styles.attribute}>{label(one.name)}</span>
            <span>
              {one.changes ? (
                <>
                  <del>{shown(one.before)}</del> → <strong>{shown(one.after)}</strong>
                </>
              ) : (
                <>
                  <strong>{shown(one.after)}</strong> <span className="muted">{t("customer.preview.stays")}</span>
                </>
              )}
              <small>
                {[t(`customer.preview.because.${one.because}`), source && t("customer.identities.from", { source }), clock.date(one.at)].filter(Boolean).join(" · ")}
              </small>
              {!one.changes && one.other !== null && <small>{t("customer.preview.other_says")} {shown(one.other)}</small>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function Belonging({ title, rows }: { title: string; rows: Membership[] }) {
  const { t } = useTranslation();
  if (rows.length === 0) return null;
  return (
    <Part title={title}>
      <ul className={styles.consents}>
        {rows.map((row, index) => (
          <li key={row.customer ?? row.group_id ?? index}>{[row.name || row.group_name || row.group_id || t("customer.members.unnamed"), row.role].filter(Boolean).join(" · ")}</li>
        ))}
      </ul>
    </Part>
  );
}
