/** The last nets: a page that broke, an address that leads nowhere. */
import { Button } from "antd";
import { Link, useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ApiError } from "../api/problem";
import { Failure, Teach } from "../ui/states";
import { useDocumentTitle } from "../ui/useDocumentTitle";

export function PageFailure({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const router = useRouter();
  if (error instanceof ApiError || error instanceof TypeError) {
    return <Failure page error={error} retry={() => void router.invalidate()} />;
  }
  return (
    <Teach
      page
      title={t("errors.page.title")}
      action={<Button onClick={() => window.location.reload()}>{t("app.retry")}</Button>}
    >
      {t("errors.page.help")}
    </Teach>
  );
}

export function PageMissing() {
  const { t } = useTranslation();
  useDocumentTitle(t("errors.not_found.title"));
  return (
    <Teach page title={t("errors.not_found.title")} action={<Link to="/">{t("errors.back_home")}</Link>}>
      {t("errors.not_found.help")}
    </Teach>
  );
}
