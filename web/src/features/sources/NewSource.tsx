/** Making a source: a name, and the touchpoint it belongs to. */
import { useState } from "react";
import { App, Button, Drawer, Form, Input, Select } from "antd";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { SourceWithKey } from "../../api/types";
import { useFailureText } from "../../ui/states";
import { useWords } from "../../ui/words";
import { NewTouchpoint } from "../touchpoints/NewTouchpoint";
import { touchpointsQuery } from "../touchpoints/queries";
import { useCreateSource } from "./queries";

interface Fields {
  name: string;
  touchpoint: string;
}

interface Props {
  open: boolean;
  close(): void;
  created(source: SourceWithKey): void;
}

export function NewSource({ open, close, created }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const words = useWords();
  const failureText = useFailureText();
  const touchpoints = useQuery({ ...touchpointsQuery, enabled: open });
  const create = useCreateSource();
  const [makingTouchpoint, setMakingTouchpoint] = useState(false);
  const none = touchpoints.data?.length === 0;

  const submit = (fields: Fields) =>
    create.mutate(fields, { onSuccess: created, onError: (error) => message.error(failureText(error)) });

  return (
    <Drawer title={t("sources.form.title")} open={open} onClose={close} size={440} destroyOnHidden>
      <Form<Fields> layout="vertical" onFinish={submit} requiredMark={false}>
        <Form.Item name="name" label={t("sources.form.name")} extra={t("sources.form.name_help")} rules={[{ required: true, whitespace: true, message: t("sources.form.name_missing") }]}>
          <Input autoFocus maxLength={120} />
        </Form.Item>
        <Form.Item
          name="touchpoint"
          label={t("sources.form.touchpoint")}
          extra={
            none ? (
              <>
                {t("sources.form.touchpoint_none")}
                <Button type="link" size="small" onClick={() => setMakingTouchpoint(true)}>
                  {t("sources.form.touchpoint_create")}
                </Button>
              </>
            ) : (
              t("sources.form.touchpoint_help")
            )
          }
          rules={[{ required: true, message: t("sources.form.touchpoint_missing") }]}
        >
          <Select
            loading={touchpoints.isPending && open}
            showSearch={{ optionFilterProp: "label" }}
            options={touchpoints.data?.map(({ id, name, channel }) => ({ value: id, label: `${name} · ${words.channel(channel)}` })) ?? []}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={create.isPending} block>
          {t("sources.form.submit")}
        </Button>
      </Form>
      <NewTouchpoint open={makingTouchpoint} close={() => setMakingTouchpoint(false)} />
    </Drawer>
  );
}
