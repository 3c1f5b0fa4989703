/** Saved views: choosing one, saving what is shown, sharing it with the company. */
import { useState } from "react";
import { App, Button, Checkbox, Dropdown, Form, Input, Modal } from "antd";
import { DownOutlined, TeamOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import type { SavedView } from "../../api/types";
import { useFailureText } from "../../ui/states";
import { kept, same } from "./filter";
import type { CustomersSearch } from "./filter";
import { useViews, viewsQuery } from "./queries";

interface Props {
  search: CustomersSearch;
  columns: string[];
  go(search: CustomersSearch): void;
}

export function ViewMenu({ search, columns, go }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const failureText = useFailureText();
  const views = useQuery(viewsQuery);
  const { save, change, remove } = useViews();
  const [asked, setAsked] = useState<"new" | "rename">();
  const mayShare = useMay(permissions.shareViews);
  const view = views.data?.find(({ id }) => id === search.view);
  const filter = kept(search);
  const changed = view !== undefined && (!same(view.filter, filter) || (view.columns.length > 0 && view.columns.join() !== columns.join()));
  const fail = { onError: (error: Error) => void message.error(failureText(error)) };
  const open = (one: SavedView) => go({ ...one.filter, view: one.id });

  const update = (part: object) => view && change.mutate({ id: view.id, ...part }, { ...fail, onSuccess: () => void message.success(t("customers.views.saved")) });
  /** What was removed can be made again: its parts are still here. */
  const takeAway = (one: SavedView) =>
    remove.mutate(one, {
      ...fail,
      onSuccess: () => {
        const { view: _view, ...rest } = search;
        go(rest);
        const back = () =>
          save.mutate({ name: one.name, shared: one.shared, filter: one.filter, columns: one.columns }, { ...fail, onSuccess: (made) => (message.destroy(one.id), open(made)) });
        void message.success({
          key: one.id,
          duration: 8,
          content: (
            <>
              {t("customers.views.removed", { name: one.name })}{" "}
              <Button type="link" size="small" onClick={back}>
                {t("app.undo")}
              </Button>
            </>
          ),
        });
      },
    });

  const item = (one: SavedView) => ({ key: one.id, label: one.name, icon: one.shared ? <TeamOutlined aria-label={t("customers.views.shared")} /> : undefined, onClick: () => open(one) });
  const items = [
    { key: "all", label: t("customers.views.all"), onClick: () => go({}) },
    ...(views.data?.length ? [{ type: "divider" as const }] : []),
    ...(views.data ?? []).map(item),
    { type: "divider" as const },
    ...(view?.mine && changed ? [{ key: "update", label: t("customers.views.update", { name: view.name }), onClick: () => update({ filter, columns }) }] : []),
    { key: "save", label: t("customers.views.save"), onClick: () => setAsked("new") },
    ...(view?.mine
      ? [
          { key: "rename", label: t("customers.views.rename"), onClick: () => setAsked("rename") },
          ...(mayShare ? [{ key: "share", label: t(view.shared ? "customers.views.unshare" : "customers.views.share"), onClick: () => update({ shared: !view.shared }) }] : []),
          { key: "remove", label: t("customers.views.remove"), danger: true, onClick: () => takeAway(view) },
        ]
      : []),
  ];

  return (
    <>
      <Dropdown trigger={["click"]} menu={{ items, selectedKeys: [search.view ?? "all"], style: { maxHeight: "60vh", overflowY: "auto" } }}>
        <Button aria-label={t("customers.views.label", { name: view?.name ?? t("customers.views.all") })}>
          {view?.name ?? t("customers.views.all")}
          {changed && <span aria-hidden="true"> *</span>}
          <DownOutlined />
        </Button>
      </Dropdown>
      {asked && (
        <ViewName
          view={asked === "rename" ? view : undefined}
          mayShare={mayShare && asked === "new"}
          saving={save.isPending || change.isPending}
          close={() => setAsked(undefined)}
          submit={({ name, shared }) => {
            const done = { ...fail, onSuccess: (made: SavedView) => (setAsked(undefined), void message.success(t("customers.views.saved")), go({ ...search, view: made.id })) };
            if (asked === "rename" && view) change.mutate({ id: view.id, name }, done);
            else save.mutate({ name, shared, filter, columns }, done);
          }}
        />
      )}
    </>
  );
}

interface NameProps {
  view: SavedView | undefined;
  mayShare: boolean;
  saving: boolean;
  close(): void;
  submit(said: { name: string; shared: boolean }): void;
}

function ViewName({ view, mayShare, saving, close, submit }: NameProps) {
  const { t } = useTranslation();
  return (
    <Modal open title={t(view ? "customers.views.rename" : "customers.views.save")} onCancel={close} footer={null}>
      <Form layout="vertical" requiredMark={false} initialValues={{ name: view?.name ?? "", shared: false }} onFinish={(said: { name: string; shared?: boolean }) => submit({ name: said.name.trim(), shared: said.shared ?? false })}>
        <Form.Item name="name" label={t("customers.views.name")} rules={[{ required: true, whitespace: true, message: t("customers.views.name_missing") }]} extra={view ? undefined : t("customers.views.help")}>
          <Input autoFocus maxLength={60} />
        </Form.Item>
        {mayShare && (
          <Form.Item name="shared" valuePropName="checked">
            <Checkbox>{t("customers.views.share")}</Checkbox>
          </Form.Item>
        )}
        <Button type="primary" htmlType="submit" block loading={saving}>
          {t("settings.save")}
        </Button>
      </Form>
    </Modal>
  );
}
