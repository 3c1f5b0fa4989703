/** Touchpoints as a map of the journey or as a list: what there is, how busy it is, and what was found in the traffic and waits for a word. */
import { useState } from "react";
import { App, Button, Drawer, Segmented, Select } from "antd";
import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Touchpoint, TouchpointVolume } from "../../api/types";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import { Channel } from "../../ui/channel";
import { useNumbers } from "../../ui/numbers";
import { PageTitle } from "../../ui/panel";
import { Failure, Rows, Teach, useFailureText } from "../../ui/states";
import { Tag } from "../../ui/tag";
import { Ago } from "../../ui/time";
import { useWords } from "../../ui/words";
import table from "../../ui/table.module.css";
import { JourneyMap, stages } from "./JourneyMap";
import { NewTouchpoint } from "./NewTouchpoint";
import { Spark } from "./Spark";
import { TouchpointDetails } from "./TouchpointDetails";
import { touchpointsQuery, useConfirmTouchpoint, useTouchpointNames, volumesQuery } from "./queries";

const states = ["draft", "live", "archived"] as const;
const nothing = new Map<string, TouchpointVolume>();

export function TouchpointsPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: "/signed-in/touchpoints" });
  const navigate = useNavigate();
  const words = useWords();
  const mayWrite = useMay(permissions.writeTouchpoints);
  const [creating, setCreating] = useState(false);
  const touchpoints = useQuery(touchpointsQuery);
  const volumes = useQuery(volumesQuery);
  const names = useTouchpointNames();
  const all = touchpoints.data ?? [];
  const channels = [...new Set(all.map(({ channel }) => channel))];
  const shown = all.filter(
    ({ channel, state, stage }) =>
      (!search.channel || channel === search.channel) && (!search.state || state === search.state) && (!search.stage || (stage ?? "none") === search.stage),
  );
  const filtered = Boolean(search.channel || search.state || search.stage);
  // A filter asks for a list; the map shows where everything stands.
  const view = search.view ?? (filtered ? "list" : "map");
  const opened = all.find(({ id }) => id === search.touchpoint);
  const go = (change: Record<string, string>) => {
    const next = Object.entries({ ...search, ...change }).filter(([, value]) => value);
    void navigate({ to: "/touchpoints", search: Object.fromEntries(next) });
  };
  const create = mayWrite && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreating(true)}>
      {t("touchpoints.create")}
    </Button>
  );
  return (
    <>
      <PageTitle title={t("touchpoints.title")} intro={t("touchpoints.intro")} actions={all.length > 0 && create} />
      {all.length > 0 && (
        <div className={table.tools}>
          <Segmented
            aria-label={t("touchpoints.view")}
            value={view}
            onChange={(next) => go({ view: next })}
            options={[
              { value: "map", label: t("touchpoints.views.map") },
              { value: "list", label: t("touchpoints.views.list") },
            ]}
          />
          <Select
            aria-label={t("touchpoints.channel")}
            style={{ minWidth: 150 }}
            value={search.channel ?? ""}
            onChange={(channel: string) => go({ channel })}
            options={[{ value: "", label: t("touchpoints.all_channels") }, ...channels.map((channel) => ({ value: channel, label: words.channel(channel) }))]}
          />
          <Select
            aria-label={t("touchpoints.columns.stage")}
            style={{ minWidth: 130 }}
            value={search.stage ?? ""}
            onChange={(stage: string) => go({ stage })}
            options={[
              { value: "", label: t("touchpoints.all_stages") },
              ...stages.map((stage) => ({ value: stage, label: words.stage(stage) })),
              { value: "none", label: t("touchpoints.map.no_stage") },
            ]}
          />
          <Select
            aria-label={t("touchpoints.columns.state")}
            style={{ minWidth: 120 }}
            value={search.state ?? ""}
            onChange={(state: string) => go({ state })}
            options={[{ value: "", label: t("touchpoints.all_states") }, ...states.map((state) => ({ value: state, label: t(`touchpoints.states.${state}`) }))]}
          />
        </div>
      )}
      {view === "map" && shown.length > 0 && (
        <JourneyMap
          touchpoints={shown}
          volumes={volumes.data ?? nothing}
          open={(touchpoint) => go({ touchpoint })}
          list={({ channel, stage }) => go({ view: "list", channel, stage: stage || "none" })}
        />
      )}
      {volumes.isError && <Failure error={volumes.error} retry={() => void volumes.refetch()} />}
      <div className={table.surface} hidden={view === "map" && shown.length > 0}>
        {touchpoints.isPending && <Rows count={6} />}
        {touchpoints.isError && <Failure error={touchpoints.error} retry={() => void touchpoints.refetch()} />}
        {touchpoints.isSuccess && all.length === 0 && (
          <Teach title={t("touchpoints.empty.title")} action={create}>
            {t("touchpoints.empty.help")}
          </Teach>
        )}
        {all.length > 0 && shown.length === 0 && filtered && (
          <Teach
            title={t("touchpoints.nothing.title")}
            action={
              <Link to="/touchpoints" search={{}}>
                {t("touchpoints.nothing.action")}
              </Link>
            }
          >
            {t("touchpoints.nothing.help")}
          </Teach>
        )}
        {shown.length > 0 && view === "list" && <Register touchpoints={shown} volumes={volumes.data ?? nothing} mayConfirm={mayWrite} open={(touchpoint) => go({ touchpoint })} />}
      </div>
      <Drawer title={opened && names(opened.id)} open={opened !== undefined} onClose={() => go({ touchpoint: "" })} size={560} destroyOnHidden>
        {opened && <TouchpointDetails key={opened.id} touchpoint={opened} volume={volumes.data?.get(opened.id)} />}
      </Drawer>
      <NewTouchpoint open={creating} close={() => setCreating(false)} />
    </>
  );
}

const order = ({ state }: Touchpoint) => (state === "draft" ? 0 : state === "archived" ? 2 : 1);

interface RegisterProps {
  touchpoints: Touchpoint[];
  volumes: Map<string, TouchpointVolume>;
  mayConfirm: boolean;
  open(touchpoint: string): void;
}

function Register({ touchpoints, volumes, mayConfirm, open }: RegisterProps) {
  const { t } = useTranslation();
  const words = useWords();
  const numbers = useNumbers();
  const names = useTouchpointNames();
  // What waits for a person comes first, what is no longer used last; between them the busiest.
  const busy = ({ id }: Touchpoint) => volumes.get(id)?.touches ?? 0;
  const sorted = [...touchpoints].sort((a, b) => order(a) - order(b) || busy(b) - busy(a));
  return (
    <table className={table.table} aria-label={t("touchpoints.list")}>
      <thead>
        <tr>
          <th scope="col">{t("touchpoints.columns.name")}</th>
          <th scope="col">{t("touchpoints.columns.channel")}</th>
          <th scope="col">{t("touchpoints.columns.stage")}</th>
          <th scope="col" className={table.number}>{t("touchpoints.columns.touches")}</th>
          <th scope="col">{t("touchpoints.columns.last")}</th>
          <th scope="col">{t("touchpoints.columns.owner")}</th>
          <th scope="col" className={table.number}>{t("touchpoints.columns.response")}</th>
          <th scope="col" className={table.number}>{t("touchpoints.columns.cost")}</th>
          <th scope="col">
            <span className="sr-only">{t("touchpoints.columns.state")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((touchpoint) => {
          const volume = volumes.get(touchpoint.id);
          return (
            <tr key={touchpoint.id}>
              <th scope="row">
                <Button type="link" className="button-text" onClick={() => open(touchpoint.id)}>
                  {names(touchpoint.id)}
                </Button>
              </th>
              <td>
                <Channel channel={touchpoint.channel} />
              </td>
              <td className="muted" data-minor>{touchpoint.stage ? words.stage(touchpoint.stage) : ""}</td>
              <td className={table.number} data-label={t("touchpoints.columns.touches")}>
                {volume && <Spark values={volume.parts} label={t("touchpoints.facts.spark")} />} {numbers.count(volume?.touches ?? 0)}
              </td>
              <td className="muted" data-minor>{volume && <Ago at={volume.last_at} />}</td>
              <td className="muted" data-minor>{touchpoint.owner}</td>
              <td className={`${table.number} muted`} data-minor>
                {touchpoint.response_minutes ? numbers.minutes(touchpoint.response_minutes) : ""}
              </td>
              <td className={`${table.number} muted`} data-minor>{touchpoint.cost ? numbers.money(touchpoint.cost) : ""}</td>
              <td className={table.action}>
                {touchpoint.state === "archived" && <Tag>{t("touchpoints.archived")}</Tag>}
                {touchpoint.state === "draft" && <Draft touchpoint={touchpoint} mayConfirm={mayConfirm} />}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Draft({ touchpoint, mayConfirm }: { touchpoint: Touchpoint; mayConfirm: boolean }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const confirm = useConfirmTouchpoint();
  const failureText = useFailureText();
  const run = () =>
    confirm.mutate(touchpoint.id, {
      onSuccess: () => message.success(t("touchpoints.confirmed", { name: touchpoint.name })),
      onError: (error) => message.error(failureText(error)),
    });
  return (
    <>
      <Tag tone="warn" title={t("touchpoints.draft_help")}>
        {t("touchpoints.draft")}
      </Tag>
      {mayConfirm && (
        <Button size="small" onClick={run} loading={confirm.isPending}>
          {t("touchpoints.confirm")}
        </Button>
      )}
    </>
  );
}
