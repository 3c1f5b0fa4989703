/** Who works here, in which role and unit, and what each role may do, in words. */
import { useState } from "react";
import { App, Button, Drawer, Dropdown } from "antd";
import { MoreOutlined, PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { permissions } from "../../api/permissions";
import { useMay, useSession } from "../../api/session";
import type { User } from "../../api/types";
import { Sections } from "../../app/Sections";
import { PageTitle } from "../../ui/panel";
import { Failure, Rows, useFailureText } from "../../ui/states";
import { Tag } from "../../ui/tag";
import { Ago } from "../../ui/time";
import { useWords } from "../../ui/words";
import table from "../../ui/table.module.css";
import { PersonForm } from "./PersonForm";
import { SignInAddress } from "./SignInAddress";
import { rolesQuery, useOneTimeAddress, useSwitchUser, useUnitNames, usersQuery } from "./queries";
import styles from "./settings.module.css";

type Shown = { sort: "new" } | { sort: "edit"; user: User } | { sort: "address"; user: User; token: string } | { sort: "roles" };

export function PeoplePage() {
  const { t } = useTranslation();
  const mayWrite = useMay(permissions.writePeople);
  const users = useQuery(usersQuery);
  const [shown, setShown] = useState<Shown>();
  const close = () => setShown(undefined);
  const title = shown && t(`settings.people.drawers.${shown.sort}`);
  return (
    <>
      <PageTitle
        title={t("settings.people.title")}
        intro={t("settings.people.intro")}
        actions={
          <>
            <Button onClick={() => setShown({ sort: "roles" })}>{t("settings.people.drawers.roles")}</Button>
            {mayWrite && (
              <Button type="primary" icon={<PlusOutlined />} onClick={() => setShown({ sort: "new" })}>
                {t("settings.people.add")}
              </Button>
            )}
          </>
        }
      />
      <Sections of="settings" />
      <div className={table.surface}>
        {users.isPending && <Rows count={5} />}
        {users.isError && <Failure error={users.error} retry={() => void users.refetch()} />}
        {users.data && <List users={users.data} show={setShown} />}
      </div>
      <Drawer title={title} open={shown !== undefined} onClose={close} size={480} destroyOnHidden>
        {shown?.sort === "new" && <PersonForm done={(user, token) => setShown({ sort: "address", user, token })} />}
        {shown?.sort === "edit" && <PersonForm user={shown.user} done={close} />}
        {shown?.sort === "address" && <SignInAddress user={shown.user} token={shown.token} />}
        {shown?.sort === "roles" && <Roles />}
      </Drawer>
    </>
  );
}

function List({ users, show }: { users: User[]; show(shown: Shown): void }) {
  const { t } = useTranslation();
  const words = useWords();
  const units = useUnitNames();
  const mayWrite = useMay(permissions.writePeople);
  return (
    <table className={table.table} aria-label={t("settings.people.list")}>
      <thead>
        <tr>
          <th scope="col">{t("settings.people.columns.name")}</th>
          <th scope="col">{t("settings.people.columns.role")}</th>
          <th scope="col">{t("settings.people.columns.unit")}</th>
          <th scope="col" className={table.number}>{t("settings.people.columns.signed_in")}</th>
          <th scope="col">
            <span className="sr-only">{t("settings.people.columns.state")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <tr key={user.id}>
            <th scope="row">
              <span className={styles.person}>
                {user.name || user.email}
                <small>{user.email}</small>
              </span>
            </th>
            <td>{words.role(user.role)}</td>
            <td className="muted">{user.unit ? units(user.unit) : t("settings.people.everywhere")}</td>
            <td className={`${table.number} muted`} data-label={t("settings.people.columns.signed_in")}>
              <Ago at={user.signed_in_at} />
            </td>
            <td className={table.action}>
              {user.disabled_at && <Tag tone="warn">{t("settings.people.disabled")}</Tag>}
              {!user.disabled_at && !user.has_password && <Tag>{t("settings.people.invited")}</Tag>}
              {mayWrite && <PersonMenu user={user} show={show} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function PersonMenu({ user, show }: { user: User; show(shown: Shown): void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const me = useSession().user.id;
  const failureText = useFailureText();
  const oneTime = useOneTimeAddress();
  const turn = useSwitchUser();
  const fail = (error: unknown) => message.error(failureText(error));
  const disabled = Boolean(user.disabled_at);

  const toggle = () =>
    turn.mutate(
      { user: user.id, disabled: !disabled },
      { onSuccess: () => message.success(t(disabled ? "settings.people.enabled_now" : "settings.people.disabled_now", { name: user.name })), onError: fail },
    );
  const address = () =>
    oneTime.mutate(user.id, { onSuccess: ({ one_time_token }) => show({ sort: "address", user, token: one_time_token }), onError: fail });

  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: [
          { key: "edit", label: t("settings.people.edit"), onClick: () => show({ sort: "edit", user }) },
          ...(disabled ? [] : [{ key: "address", label: t("settings.people.address"), onClick: address }]),
          ...(user.id === me ? [] : [{ key: "switch", label: t(disabled ? "settings.people.enable" : "settings.people.disable"), onClick: toggle }]),
        ],
      }}
    >
      <Button type="text" size="small" icon={<MoreOutlined />} aria-label={t("settings.people.menu", { name: user.name || user.email })} />
    </Dropdown>
  );
}

function Roles() {
  const words = useWords();
  const roles = useQuery(rolesQuery);
  if (roles.isError) return <Failure error={roles.error} retry={() => void roles.refetch()} />;
  return (
    <dl className={styles.explain}>
      {roles.data?.map(({ role, sentence }) => (
        <div key={role}>
          <dt>{words.role(role)}</dt>
          <dd>{sentence}</dd>
        </div>
      ))}
    </dl>
  );
}
