/** The register of touchpoints: what there is, how busy it is, and what was found in the traffic and waits for a word. */
import { useState } from "react";
import { App, Button, Select } from "antd";
import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Touchpoint } from "../../api/types";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import { Channel } from "../../ui/channel";
import { useNumbers } from "../../ui/numbers";
import { PageTitle } from "../../ui/panel";
import { Failure, Rows, Teach, useFailureText } from "../../ui/states";
import { Tag } from "../../ui/tag";
import { useWords } from "../../ui/words";
import table from "../../ui/table.module.css";
import { NewTouchpoint } from "./NewTouchpoint";
import { touchpointsQuery, useConfirmTouchpoint, useTouchpointNames } from "./queries";

export function TouchpointsPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: "/signed-in/touchpoints" });
  const navigate = useNavigate();
  const words = useWords();
  const mayWrite = useMay(permissions.writeTouchpoints);
  const [creating, setCreating] = useState(false);
  const touchpoints = useQuery(touchpointsQuery);
  const all = touchpoints.data ?? [];
  const channels = [...new Set(all.map(({ channel }) => channel))];
  const shown = all.filter(
    ({ channel, state }) => (!search.channel || channel === search.channel) && (!search.state || state === search.state),
  );
  const create = mayWrite && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreating(true)}>
      {t("touchpoints.create")}
    </Button>
  );
  const filtered = Boolean(search.channel || search.state);

  return (
    <>
      <PageTitle title={t("touchpoints.title")} intro={t("touchpoints.intro")} actions={all.length > 0 && create} />
      {all.length > 0 && (
        <div className={table.tools}>
          <Select
            aria-label={t("touchpoints.channel")}
            style={{ minWidth: 170 }}
            value={search.channel ?? ""}
            onChange={(channel: string) => void navigate({ to: "/touchpoints", search: channel ? { channel } : {} })}
            options={[
              { value: "", label: t("touchpoints.all_channels") },
              ...channels.map((channel) => ({ value: channel, label: words.channel(channel) })),
            ]}
          />
        </div>
      )}
      <div className={table.surface}>
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
        {shown.length > 0 && <Register touchpoints={shown} mayConfirm={mayWrite} />}
      </div>
      <NewTouchpoint open={creating} close={() => setCreating(false)} />
    </>
  );
}

const order = ({ state }: Touchpoint) => (state === "draft" ? 0 : state === "archived" ? 2 : 1);

function Register({ touchpoints, mayConfirm }: { touchpoints: Touchpoint[]; mayConfirm: boolean }) {
  const { t } = useTranslation();
  const words = useWords();
  const numbers = useNumbers();
  const names = useTouchpointNames();
  // What waits for a person comes first, what is no longer used last.
  const sorted = [...touchpoints].sort((a, b) => order(a) - order(b));
  return (
    <table className={table.table} aria-label={t("touchpoints.list")}>
      <thead>
        <tr>
          <th scope="col">{t("touchpoints.columns.name")}</th>
          <th scope="col">{t("touchpoints.columns.channel")}</th>
          <th scope="col">{t("touchpoints.columns.stage")}</th>
          <th scope="col">{t("touchpoints.columns.owner")}</th>
          <th scope="col" className={table.number}>{t("touchpoints.columns.response")}</th>
          <th scope="col">
            <span className="sr-only">{t("touchpoints.columns.state")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((touchpoint) => (
          <tr key={touchpoint.id}>
            <th scope="row">{names(touchpoint.id)}</th>
            <td>
              <Channel channel={touchpoint.channel} />
            </td>
            <td className="muted" data-minor>{touchpoint.stage ? words.stage(touchpoint.stage) : ""}</td>
            <td className="muted">{touchpoint.owner}</td>
            <td className={`${table.number} muted`} data-minor>
              {touchpoint.response_minutes ? numbers.minutes(touchpoint.response_minutes) : ""}
            </td>
            <td className={table.action}>
              {touchpoint.state === "archived" && <Tag>{t("touchpoints.archived")}</Tag>}
              {touchpoint.state === "draft" && <Draft touchpoint={touchpoint} mayConfirm={mayConfirm} />}
            </td>
          </tr>
        ))}
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
