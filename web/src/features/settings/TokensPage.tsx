/** API tokens: what programs sign in with. */
import { useState } from "react";
import { Alert, App, Button, Drawer, Form, Input, Popconfirm, Select } from "antd";
import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import type { ApiToken, Role } from "../../api/types";
import { Sections } from "../../app/Sections";
import { CopyButton } from "../../ui/copy";
import { PageTitle } from "../../ui/panel";
import { Failure, Rows, Teach, useFailureText } from "../../ui/states";
import { Tag } from "../../ui/tag";
import { Ago } from "../../ui/time";
import { useWords } from "../../ui/words";
import table from "../../ui/table.module.css";
import { RoleChoice } from "./RoleChoice";
import { tokensQuery, useCreateToken, useRevokeToken } from "./queries";
import styles from "./settings.module.css";

const dayMs = 86_400_000;
const lives = ["90", "365", "never"] as const;

interface Fields {
  name: string;
  role: Role;
  days: (typeof lives)[number];
}

export function TokensPage() {
  const { t } = useTranslation();
  const mayWrite = useMay(permissions.writeTokens);
  const tokens = useQuery(tokensQuery);
  const [making, setMaking] = useState(false);
  const create = mayWrite && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>
      {t("settings.tokens.create")}
    </Button>
  );
  return (
    <>
      <PageTitle title={t("settings.tokens.title")} intro={t("settings.tokens.intro")} actions={tokens.data && tokens.data.length > 0 && create} />
      <Sections of="settings" />
      <div className={table.surface}>
        {tokens.isPending && <Rows count={3} />}
        {tokens.isError && <Failure error={tokens.error} retry={() => void tokens.refetch()} />}
        {tokens.data?.length === 0 && (
          <Teach title={t("settings.tokens.empty.title")} action={create}>
            {t("settings.tokens.empty.help")}
          </Teach>
        )}
        {tokens.data && tokens.data.length > 0 && <List tokens={tokens.data} mayRevoke={mayWrite} />}
      </div>
      <Drawer title={t("settings.tokens.create")} open={making} onClose={() => setMaking(false)} size={480} destroyOnHidden>
        <NewToken />
      </Drawer>
    </>
  );
}

function List({ tokens, mayRevoke }: { tokens: ApiToken[]; mayRevoke: boolean }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <table className={table.table} aria-label={t("settings.tokens.list")}>
      <thead>
        <tr>
          <th scope="col">{t("settings.tokens.columns.name")}</th>
          <th scope="col">{t("settings.tokens.columns.role")}</th>
          <th scope="col" className={table.number}>{t("settings.tokens.columns.used")}</th>
          <th scope="col" className={table.number}>{t("settings.tokens.columns.expires")}</th>
          <th scope="col">
            <span className="sr-only">{t("settings.tokens.columns.state")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => (
          <tr key={token.id}>
            <th scope="row">{token.name}</th>
            <td>{words.role(token.role)}</td>
            <td className={`${table.number} muted`} data-label={t("settings.tokens.columns.used")}>
              <Ago at={token.used_at} />
            </td>
            <td className={`${table.number} muted`} data-label={t("settings.tokens.columns.expires")}>
              {token.expires_at ? <Ago at={token.expires_at} /> : t("settings.tokens.lives.never")}
            </td>
            <td className={table.action}>{token.revoked_at ? <Tag tone="warn">{t("settings.tokens.revoked")}</Tag> : mayRevoke && <Revoke token={token} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Cannot be undone, so it is asked. */
function Revoke({ token }: { token: ApiToken }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const failureText = useFailureText();
  const revoke = useRevokeToken();
  const run = () =>
    revoke.mutate(token.id, {
      onSuccess: () => message.success(t("settings.tokens.revoked_now", { name: token.name })),
      onError: (error) => message.error(failureText(error)),
    });
  return (
    <Popconfirm title={t("settings.tokens.revoke_sure")} description={t("settings.tokens.revoke_help")} okText={t("settings.tokens.revoke")} cancelText={t("app.cancel")} okButtonProps={{ danger: true }} onConfirm={run}>
      <Button size="small" loading={revoke.isPending}>
        {t("settings.tokens.revoke")}
      </Button>
    </Popconfirm>
  );
}

function NewToken() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const failureText = useFailureText();
  const create = useCreateToken();
  const submit = ({ name, role, days }: Fields) =>
    create.mutate(
      { name, role, ...(days === "never" ? {} : { expires_at: new Date(Date.now() + Number(days) * dayMs).toISOString() }) },
      { onError: (error) => message.error(failureText(error)) },
    );
  if (create.data) {
    return (
      <>
        <Alert type="warning" showIcon title={t("settings.tokens.once")} description={t("settings.tokens.once_help")} />
        <div className={styles.address}>
          <code data-testid="token">{create.data.token}</code>
          <div>
            <CopyButton text={create.data.token} />
          </div>
        </div>
      </>
    );
  }
  return (
    <Form<Fields> layout="vertical" requiredMark={false} onFinish={submit} initialValues={{ role: "agent", days: "365" }}>
      <Form.Item name="name" label={t("settings.tokens.columns.name")} extra={t("settings.tokens.name_help")} rules={[{ required: true, whitespace: true, message: t("settings.tokens.name_missing") }]}>
        <Input autoFocus maxLength={120} />
      </Form.Item>
      <Form.Item name="days" label={t("settings.tokens.columns.expires")}>
        <Select options={lives.map((value) => ({ value, label: t(`settings.tokens.lives.${value}`) }))} />
      </Form.Item>
      <Form.Item name="role" label={t("settings.tokens.columns.role")}>
        <RoleChoice />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={create.isPending}>
        {t("settings.tokens.submit")}
      </Button>
    </Form>
  );
}
