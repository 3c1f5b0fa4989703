/** A person who works here: name, role in words, unit. */
import { App, Button, Form, Input, Select } from "antd";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Role, User } from "../../api/types";
import { useFailureText } from "../../ui/states";
import { RoleChoice } from "./RoleChoice";
import { unitsQuery, useChangeUser, useCreateUser } from "./queries";

interface Fields {
  name: string;
  email: string;
  role: Role;
  unit: string;
}

type Props = { user: User; done(): void } | { user?: undefined; done(user: User, token: string): void };

export function PersonForm(props: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const failureText = useFailureText();
  const units = useQuery(unitsQuery);
  const create = useCreateUser();
  const change = useChangeUser();
  const fail = (error: unknown) => message.error(failureText(error));

  const submit = ({ name, email, role, unit }: Fields) => {
    if (props.user) {
      const { user, done } = props;
      change.mutate(
        { user: user.id, name, role, unit: unit || null },
        { onSuccess: () => (message.success(t("settings.saved")), done()), onError: fail },
      );
      return;
    }
    const { done } = props;
    create.mutate(
      { name, email, role, ...(unit ? { unit } : {}) },
      { onSuccess: ({ one_time_token, ...user }) => done(user, one_time_token), onError: fail },
    );
  };

  return (
    <Form<Fields>
      layout="vertical"
      requiredMark={false}
      onFinish={submit}
      initialValues={props.user ? { ...props.user, unit: props.user.unit ?? "" } : { role: "agent", unit: "" }}
    >
      <Form.Item name="name" label={t("settings.people.columns.name")} rules={[{ required: true, whitespace: true, message: t("settings.people.name_missing") }]}>
        <Input autoFocus maxLength={120} />
      </Form.Item>
      {!props.user && (
        <Form.Item name="email" label={t("session.email")} rules={[{ required: true, type: "email", message: t("settings.people.email_missing") }]}>
          <Input type="email" maxLength={200} />
        </Form.Item>
      )}
      <Form.Item name="role" label={t("settings.people.columns.role")}>
        <RoleChoice />
      </Form.Item>
      <Form.Item name="unit" label={t("settings.people.columns.unit")} extra={t("settings.people.unit_help")}>
        <Select
          showSearch={{ optionFilterProp: "label" }}
          options={[{ value: "", label: t("settings.people.everywhere") }, ...(units.data ?? []).map((unit) => ({ value: unit.id, label: unit.name }))]}
        />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={create.isPending || change.isPending} block>
        {t(props.user ? "settings.save" : "settings.people.submit")}
      </Button>
    </Form>
  );
}
