/** Copies a text. The clipboard interface exists only in secure contexts; elsewhere the old command still does it. */
import { App, Button } from "antd";
import { CopyOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";

async function copy(text: string): Promise<boolean> {
  if (window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyBySelection(text);
    }
  }
  return copyBySelection(text);
}

function copyBySelection(text: string): boolean {
  const area = document.createElement("textarea");
  area.value = text;
  area.style.position = "fixed";
  area.style.opacity = "0";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}

export function CopyButton({ text, label }: { text: string; label?: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const run = async () => {
    if (await copy(text)) message.success(t("app.copied"));
    else message.warning(t("app.copy_failed"));
  };
  return (
    <Button size="small" icon={<CopyOutlined />} onClick={() => void run()}>
      {label ?? t("app.copy")}
    </Button>
  );
}
