/** The household or organisation a customer belongs to, or those who belong to this one. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Customer, Membership } from "../../api/types";
import { Panel } from "../../ui/panel";
import { membershipsQuery } from "./edits";
import styles from "./customer.module.css";

export function MembersPanel({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const { data } = useQuery(membershipsQuery(customer.id));
  if (!data || data.groups.length + data.members.length === 0) return null;
  return (
    <>
      {data.groups.length > 0 && (
        <Panel title={t("customer.members.groups")}>
          <List rows={data.groups} />
        </Panel>
      )}
      {data.members.length > 0 && (
        <Panel title={t("customer.members.members")}>
          <List rows={data.members} />
        </Panel>
      )}
    </>
  );
}

function List({ rows }: { rows: Membership[] }) {
  const { t } = useTranslation();
  return (
    <ul className={styles.standings}>
      {rows.map((row, index) => (
        <li key={row.customer ?? row.group_id ?? index}>
          {row.customer ? (
            <Link to="/customers/$customerId" params={{ customerId: row.customer }}>
              {row.group_name || t("customer.members.unnamed")}
            </Link>
          ) : (
            <span>{row.group_name || row.group_id}</span>
          )}
          {row.role && <span className="muted">{row.role}</span>}
        </li>
      ))}
    </ul>
  );
}
