/** The tracking plan as it is lived: every event that came, how often, and what it carries. */
import { useState } from "react";
import { Button, Drawer, Input } from "antd";
import { SearchOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { EventType } from "../../api/types";
import { Sections } from "../../app/Sections";
import { useNumbers } from "../../ui/numbers";
import { PageTitle } from "../../ui/panel";
import { Failure, Rows, Teach } from "../../ui/states";
import { Tag } from "../../ui/tag";
import { Ago } from "../../ui/time";
import { useWords } from "../../ui/words";
import table from "../../ui/table.module.css";
import { EventDetails } from "./EventDetails";
import { eventTypesQuery, keyOf } from "./queries";

export function PlanPage() {
  const { t } = useTranslation();
  const types = useQuery(eventTypesQuery);
  const [typed, setTyped] = useState("");
  const [opened, setOpened] = useState<string>();
  const words = useWords();
  const wanted = typed.trim().toLowerCase();
  const name = (one: EventType) => words.touch({ type: one.type, event: one.event, properties: {} });
  const shown = types.data?.filter((one) => `${one.event} ${name(one)}`.toLowerCase().includes(wanted));
  const open = types.data?.find((one) => keyOf(one) === opened);
  return (
    <>
      <PageTitle title={t("plan.title")} intro={t("plan.intro")} />
      <Sections of="data" />
      {types.data && types.data.length > 0 && (
        <div className={table.tools}>
          <Input
            style={{ maxWidth: 360 }}
            prefix={<SearchOutlined />}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            aria-label={t("plan.search")}
            placeholder={t("plan.search")}
            allowClear
          />
        </div>
      )}
      <div className={table.surface}>
        {types.isPending && <Rows count={6} />}
        {types.isError && <Failure error={types.error} retry={() => void types.refetch()} />}
        {types.data?.length === 0 && (
          <Teach title={t("plan.empty.title")} action={<Link to="/sources">{t("plan.empty.action")}</Link>}>
            {t("plan.empty.help")}
          </Teach>
        )}
        {shown?.length === 0 && wanted && <Teach title={t("plan.nothing.title")}>{t("plan.nothing.help")}</Teach>}
        {shown && shown.length > 0 && <List types={shown} name={name} open={(one) => setOpened(keyOf(one))} />}
      </div>
      <Drawer title={open && name(open)} open={open !== undefined} onClose={() => setOpened(undefined)} size={620} destroyOnHidden>
        {open && <EventDetails type={open} />}
      </Drawer>
    </>
  );
}

function List({ types, name, open }: { types: EventType[]; name(one: EventType): string; open(one: EventType): void }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const words = useWords();
  const sorted = [...types].sort((a, b) => b.recent_volume - a.recent_volume);
  return (
    <table className={table.table} aria-label={t("plan.list")}>
      <thead>
        <tr>
          <th scope="col">{t("plan.columns.event")}</th>
          <th scope="col">{t("plan.columns.type")}</th>
          <th scope="col" className={table.number}>{t("plan.columns.recent")}</th>
          <th scope="col" className={table.number}>{t("plan.columns.volume")}</th>
          <th scope="col" className={table.number}>{t("plan.columns.properties")}</th>
          <th scope="col" className={table.number}>{t("plan.columns.last_seen")}</th>
          <th scope="col">
            <span className="sr-only">{t("plan.columns.rule")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((one) => (
          <tr key={keyOf(one)}>
            <th scope="row">
              <Button type="link" className="button-text" onClick={() => open(one)}>
                {name(one)}
              </Button>
            </th>
            <td className="muted" data-minor>{one.event || words.touch({ type: one.type, event: "", properties: {} })}</td>
            <td className={table.number} data-label={t("plan.columns.recent")}>{numbers.count(one.recent_volume)}</td>
            <td className={table.number} data-minor>{numbers.count(one.volume)}</td>
            <td className={table.number} data-minor>{one.properties.length}</td>
            <td className={`${table.number} muted`}>
              <Ago at={one.last_seen_at} />
            </td>
            <td className={table.action}>{one.rule && <Tag tone={one.rule.action === "refuse" ? "warn" : "accent"}>{t(`plan.actions.${one.rule.action}`)}</Tag>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
