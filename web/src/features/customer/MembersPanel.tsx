/** The household or organisation a customer belongs to, with who else is there; or, of one of those, its members and their sum. */
import { useState } from "react";
import { App, Button, Skeleton } from "antd";
import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import type { Customer, GroupValue, Membership } from "../../api/types";
import { CustomerSign } from "../customers/CustomerSign";
import { useNumbers } from "../../ui/numbers";
import { Panel } from "../../ui/panel";
import { Failure, useFailureText } from "../../ui/states";
import { useWords } from "../../ui/words";
import { HouseholdDrawer } from "./HouseholdDrawer";
import { membershipsQuery } from "./edits";
import { useHouseholds } from "./households";
import styles from "./household.module.css";

export function MembersPanel({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const mayWrite = useMay(permissions.writeCustomers);
  const memberships = useQuery(membershipsQuery(customer.id));
  const [open, setOpen] = useState(false);
  const isGroup = customer.kind !== "person";
  const data = memberships.data;
  return (
    <Panel
      title={t(isGroup ? "customer.members.members" : "customer.members.title")}
      extra={
        mayWrite && (
          <Button type="text" size="small" icon={<PlusOutlined />} onClick={() => setOpen(true)}>
            {t(isGroup ? "customer.members.add" : "customer.members.join")}
          </Button>
        )
      }
    >
      {memberships.isPending && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      {memberships.isError && <Failure error={memberships.error} retry={() => void memberships.refetch()} />}
      {data && isGroup && <Members group={customer} members={data.members} value={data.value ?? undefined} mayWrite={mayWrite} />}
      {data && !isGroup && data.members.length > 0 && <Members group={customer} members={data.members} value={data.value ?? undefined} mayWrite={mayWrite} />}
      {data && !isGroup && data.groups.length === 0 && data.members.length === 0 && <p className={styles.quiet}>{t("customer.members.none")}</p>}
      {data && data.groups.length > 0 && (
        <ul className={styles.groups}>
          {data.groups.map((group, index) => (
            <Group key={group.customer ?? group.group_id ?? index} customer={customer} group={group} mayWrite={mayWrite} />
          ))}
        </ul>
      )}
      <HouseholdDrawer customer={customer} open={open} close={() => setOpen(false)} />
    </Panel>
  );
}

/** One membership ends; the message takes it back. */
function useLeave() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const failureText = useFailureText();
  const { join, leave } = useHouseholds();
  const fail = (error: unknown) => void message.error(failureText(error));
  // The line of a membership goes with it: what is told with the request would not be heard any more.
  const run = (member: string, group: string, role: string | null | undefined) =>
    leave.mutateAsync({ member, group }).then(() => {
      const key = `leave ${member} ${group}`;
      const back = () => {
        message.destroy(key);
        join.mutateAsync({ member, group, ...(role ? { role } : {}) }).catch(fail);
      };
      message.success({
        key,
        duration: 10,
        content: (
          <>
            {t("customer.members.left")}
            <Button type="link" size="small" onClick={back}>
              {t("app.undo")}
            </Button>
          </>
        ),
      });
    }, fail);
  return { run, leaving: leave.isPending };
}

function useTitle(): (one: Membership) => string {
  const { t } = useTranslation();
  return (one) => one.name || one.group_name || one.group_id || t("customer.members.unnamed");
}

/** What a person belongs to, and who else is there. */
function Group({ customer, group, mayWrite }: { customer: Customer; group: Membership; mayWrite: boolean }) {
  const { t } = useTranslation();
  const title = useTitle();
  const words = useWords();
  const { run, leaving } = useLeave();
  const id = group.customer ?? undefined;
  const inside = useQuery({ ...membershipsQuery(id ?? ""), enabled: id !== undefined });
  const others = inside.data?.members.filter((one) => one.customer !== customer.id);
  return (
    <li>
      <div className={styles.head}>
        <CustomerSign customer={{ kind: (group.kind ?? "household") as Customer["kind"], known: true, name: null }} />
        <span className={styles.name}>
          {id ? (
            <Link to="/customers/$customerId" params={{ customerId: id }}>
              {title(group)}
            </Link>
          ) : (
            <span>{title(group)}</span>
          )}
          <small>{[group.kind && words.customerKind(group.kind), group.role].filter(Boolean).join(" · ")}</small>
        </span>
        {mayWrite && id && (
          <Button type="text" size="small" icon={<CloseOutlined />} loading={leaving} aria-label={t("customer.members.leave", { name: title(group) })} onClick={() => void run(customer.id, id, group.role)} />
        )}
      </div>
      {inside.data?.value && <Value value={inside.data.value} />}
      {others && others.length > 0 && (
        <ul className={styles.others} aria-label={t("customer.members.others")}>
          {others.slice(0, 8).map((one, index) => (
            <li key={one.customer ?? index}>
              {one.customer && (
                <Link to="/customers/$customerId" params={{ customerId: one.customer }}>
                  {title(one)}
                </Link>
              )}
              {one.role && <small>{one.role}</small>}
            </li>
          ))}
          {others.length > 8 && <li className="muted">{t("customer.members.more", { count: others.length - 8 })}</li>}
        </ul>
      )}
    </li>
  );
}

function Members({ group, members, value, mayWrite }: { group: Customer; members: Membership[]; value: GroupValue | undefined; mayWrite: boolean }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const title = useTitle();
  const { run } = useLeave();
  if (members.length === 0) return <p className={styles.quiet}>{t("customer.members.empty")}</p>;
  return (
    <>
      {value && <Value value={value} />}
      <ul className={styles.members}>
        {members.slice(0, 100).map((one, index) => (
          <li key={one.customer ?? index} className={styles.head}>
            <CustomerSign customer={{ kind: (one.kind ?? "person") as Customer["kind"], known: true, name: one.name ?? null }} />
            <span className={styles.name}>
              {one.customer ? (
                <Link to="/customers/$customerId" params={{ customerId: one.customer }}>
                  {title(one)}
                </Link>
              ) : (
                <span>{title(one)}</span>
              )}
              <small>{one.role ?? ""}</small>
            </span>
            <span className={styles.spend}>{one.spend.map(numbers.money).join(" · ")}</span>
            {mayWrite && one.customer && (
              <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t("customer.members.remove", { name: title(one) })} onClick={() => void run(one.customer as string, group.id, one.role)} />
            )}
          </li>
        ))}
      </ul>
      {members.length > 100 && <p className={styles.quiet}>{t("customer.members.more", { count: members.length - 100 })}</p>}
    </>
  );
}

/** What all of them come to together. */
function Value({ value }: { value: GroupValue }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const shown = numbers.count(value.members);
  return (
    <p className={styles.value}>
      <strong>{value.spend.map(numbers.money).join(" · ") || t("customer.members.no_spend")}</strong>{" "}
      <span>
        {[
          t(value.more ? "customer.members.count_more" : "customer.members.count", { count: value.members, shown }),
          t("customer.members.orders", { count: value.orders, shown: numbers.count(value.orders) }),
          t("customer.members.touches", { count: value.touches, shown: numbers.count(value.touches) }),
        ].join(" · ")}
      </span>
    </p>
  );
}
