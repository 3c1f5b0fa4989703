/** What feeds touches in, whether it still does, and how to connect one more. */
import { useState } from "react";
import { Button, Drawer } from "antd";
import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Source, SourceWithKey } from "../../api/types";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import { Sections } from "../../app/Sections";
import { Channel } from "../../ui/channel";
import { PageTitle } from "../../ui/panel";
import { Failure, Rows, Teach } from "../../ui/states";
import { Tag } from "../../ui/tag";
import { Ago } from "../../ui/time";
import table from "../../ui/table.module.css";
import { useTouchpointNames } from "../touchpoints/queries";
import { SourceDetails } from "./SourceDrawer";
import { NewSource } from "./NewSource";
import { SourceCreated } from "./SourceCreated";
import { sourcesQuery } from "./queries";

export function SourcesPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: "/signed-in/sources" });
  const mayWrite = useMay(permissions.writeSources);
  const sources = useQuery(sourcesQuery);
  const [created, setCreated] = useState<SourceWithKey>();
  const open = () => void navigate({ to: "/sources", search: { new: true } });
  const close = () => void navigate({ to: "/sources", search: {}, replace: true });
  const opened = sources.data?.find(({ id }) => id === search.source);
  const create = mayWrite && (
    <Button type="primary" icon={<PlusOutlined />} onClick={open}>
      {t("sources.create")}
    </Button>
  );
  return (
    <>
      <PageTitle
        title={t("sources.title")}
        intro={t("sources.intro")}
        actions={sources.data && sources.data.length > 0 && create}
      />
      <Sections of="data" />
      <div className={table.surface}>
        {sources.isPending && <Rows count={5} />}
        {sources.isError && <Failure error={sources.error} retry={() => void sources.refetch()} />}
        {sources.data?.length === 0 && (
          <Teach title={t("sources.empty.title")} action={create}>
            {t("sources.empty.help")}
          </Teach>
        )}
        {sources.data && sources.data.length > 0 && <List sources={sources.data} open={(id) => void navigate({ to: "/sources", search: { source: id } })} />}
      </div>
      <NewSource
        open={Boolean(search.new) && mayWrite}
        close={close}
        created={(source) => {
          setCreated(source);
          close();
        }}
      />
      <Drawer title={opened?.name} open={opened !== undefined} onClose={close} size={620} destroyOnHidden>
        {opened && (
          <SourceDetails
            source={opened}
            rotated={(source) => {
              close();
              setCreated(source);
            }}
          />
        )}
      </Drawer>
      {created && <SourceCreated source={created} close={() => setCreated(undefined)} />}
    </>
  );
}

function List({ sources, open }: { sources: Source[]; open(id: string): void }) {
  const { t } = useTranslation();
  const names = useTouchpointNames();
  return (
    <table className={table.table} aria-label={t("sources.list")}>
      <thead>
        <tr>
          <th scope="col">{t("sources.columns.name")}</th>
          <th scope="col">{t("sources.columns.touchpoint")}</th>
          <th scope="col">{t("sources.columns.channel")}</th>
          <th scope="col">{t("sources.columns.key")}</th>
          <th scope="col" className={table.number}>{t("sources.columns.created")}</th>
        </tr>
      </thead>
      <tbody>
        {sources.map((source) => (
          <tr key={source.id}>
            <th scope="row">
              <Button type="link" className="button-text" onClick={() => open(source.id)}>
                {source.name}
              </Button>{" "}
              {source.disabled_at && <Tag>{t("sources.disabled")}</Tag>}
            </th>
            <td className="muted">{names(source.touchpoint)}</td>
            <td>
              <Channel channel={source.channel} />
            </td>
            <td className="muted" data-minor>
              {source.key_hint && <code>…{source.key_hint}</code>}
            </td>
            <td className={`${table.number} muted`} data-minor>
              <Ago at={source.created_at} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
