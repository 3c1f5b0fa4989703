/** What was sent, one by one, the newest first; values are masked as everywhere. */
import { Button } from "antd";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import type { Form, FormField, Submission } from "../../api/types";
import { Panel } from "../../ui/panel";
import { Failure, Rows } from "../../ui/states";
import { Tag } from "../../ui/tag";
import table from "../../ui/table.module.css";
import { Ago } from "../../ui/time";
import { useWords } from "../../ui/words";
import { Value } from "../customer/AttributesPanel";
import { said } from "./definition";
import { resultsQuery, submissionsQuery } from "./queries";
import styles from "./forms.module.css";

export function Submissions({ form }: { form: Form }) {
  const { t, i18n } = useTranslation();
  const sent = useInfiniteQuery(submissionsQuery(form.id));
  const rows = sent.data?.pages.flatMap(({ data }) => data) ?? [];
  const fields = form.definition.fields.filter(({ kind }) => kind !== "consent");
  const results = useQuery(resultsQuery(form.id, undefined));
  // Regions and industries come from the server's own lists, whose words the results carry.
  const optionsOf = (field: FormField): Option[] =>
    field.options?.length ? field.options : (results.data?.fields.find(({ key }) => key === field.key)?.choices ?? []);
  return (
    <Panel title={t("forms.results.list")} flush>
      {sent.isPending && <Rows count={4} />}
      {sent.isError && <Failure error={sent.error} retry={() => void sent.refetch()} />}
      {sent.isSuccess && rows.length === 0 && <p className={styles.quiet}>{t("forms.results.none")}</p>}
      {rows.length > 0 && (
        <div className={styles.wide} tabIndex={0} role="region" aria-label={t("forms.results.list")}>
          <table className={table.table} aria-label={t("forms.results.list")}>
            <thead>
              <tr>
                <th scope="col">{t("forms.results.columns.at")}</th>
                <th scope="col">{t("forms.results.columns.customer")}</th>
                {fields.map((field) => (
                  <th key={field.key} scope="col">
                    {said(field.label, i18n.language)}
                  </th>
                ))}
                <th scope="col">{t("forms.results.columns.consents")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Line key={row.id} sent={row} fields={fields} optionsOf={optionsOf} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {sent.hasNextPage && (
        <div className={styles.next}>
          <Button onClick={() => void sent.fetchNextPage()} loading={sent.isFetchingNextPage}>
            {t("forms.results.more")}
          </Button>
        </div>
      )}
    </Panel>
  );
}

type Option = Pick<NonNullable<FormField["options"]>[number], "value" | "label">;

function Line({ sent, fields, optionsOf }: { sent: Submission; fields: FormField[]; optionsOf(field: FormField): Option[] }) {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const mayOpen = useMay(permissions.readCustomers);
  const who = sent.identities.filter(({ kind }) => kind !== "anonymous_id").map(({ value }) => value).join(" · ");
  const purposes = [...new Set(sent.consents.map((one) => String((one as { purpose?: unknown }).purpose ?? "")))].filter(Boolean);
  const answers = sent.answers as Record<string, unknown>;
  return (
    <tr>
      <td className={`${styles.time} muted`}>
        <Ago at={sent.at} />
      </td>
      <th scope="row" className={styles.who}>
        {sent.customer_id && mayOpen ? (
          <Link to="/customers/$customerId" params={{ customerId: sent.customer_id }}>
            {who || t("forms.results.anonymous")}
          </Link>
        ) : (
          who || t("forms.results.anonymous")
        )}
      </th>
      {sent.erased && (
        <td className="muted" colSpan={fields.length}>
          {t("forms.results.erased")}
        </td>
      )}
      {!sent.erased &&
        fields.map((field) => (
          <td key={field.key} className={styles.answer} data-label={said(field.label, i18n.language)}>
            {answers[field.key] !== undefined && <Value value={shown(optionsOf(field), answers[field.key], i18n.language)} />}
          </td>
        ))}
      <td data-label={t("forms.results.columns.consents")}>
        {purposes.length > 0 && (
          <span className={styles.tags}>
            {purposes.map((purpose) => (
              <Tag key={purpose} tone="accent">
                {words.purpose(purpose)}
              </Tag>
            ))}
          </span>
        )}
      </td>
    </tr>
  );
}

/** A choice by the words it was chosen by. */
function shown(options: Option[], value: unknown, language: string): unknown {
  const one = (chosen: unknown) => {
    const option = options.find((choice) => choice.value === chosen);
    return option ? said(option.label, language) : chosen;
  };
  return Array.isArray(value) ? value.map(one) : one(value);
}
