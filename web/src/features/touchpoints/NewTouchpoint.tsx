/** Writing down a place where customers meet us. */
import { App, Button, Drawer, Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useFailureText } from "../../ui/states";
import { useWords } from "../../ui/words";
import { channelCodes } from "../../ui/channel";
import { useCreateTouchpoint } from "./queries";

interface Fields {
  name: string;
  channel: string;
}

export function NewTouchpoint({ open, close }: { open: boolean; close(): void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const words = useWords();
  const create = useCreateTouchpoint();
  const failureText = useFailureText();
  const submit = (fields: Fields) =>
    create.mutate(fields, {
      onSuccess: ({ name }) => {
        message.success(t("touchpoints.created", { name }));
        close();
      },
      onError: (error) => message.error(failureText(error)),
    });
  return (
    <Drawer title={t("touchpoints.form.title")} open={open} onClose={close} size={440} destroyOnHidden>
      <Form<Fields> layout="vertical" onFinish={submit} requiredMark={false}>
        <Form.Item name="name" label={t("touchpoints.form.name")} extra={t("touchpoints.form.name_help")} rules={[{ required: true, whitespace: true, message: t("touchpoints.form.name_missing") }]}>
          <Input autoFocus maxLength={120} />
        </Form.Item>
        <Form.Item name="channel" label={t("touchpoints.form.channel")} rules={[{ required: true, message: t("touchpoints.form.channel_missing") }]}>
          <Select
            showSearch={{ optionFilterProp: "label" }}
            options={channelCodes.map((code) => ({ value: code, label: words.channel(code) }))}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={create.isPending} block>
          {t("touchpoints.form.submit")}
        </Button>
      </Form>
    </Drawer>
  );
}
