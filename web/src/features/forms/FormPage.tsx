/** One form: written, looked at, handed out, and what came back. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Sections } from "../../app/Sections";
import { PageTitle } from "../../ui/panel";
import { Failure, Rows } from "../../ui/states";
import { draftFrom, draftOf } from "./definition";
import { Templates } from "./FormsPage";
import { Workshop } from "./Workshop";
import { formQuery } from "./queries";
import styles from "./forms.module.css";

export function FormPage() {
  const { formId } = useParams({ from: "/signed-in/forms/$formId" });
  const form = useQuery(formQuery(formId));
  if (form.isPending) return <Rows count={8} />;
  if (form.isError) return <Failure error={form.error} retry={() => void form.refetch()} />;
  return <Workshop key={formId} form={form.data} first={draftFrom(form.data)} />;
}

export function NewFormPage() {
  const { t } = useTranslation();
  const { template } = useSearch({ from: "/signed-in/forms/new" });
  if (template) return <Workshop key={template} first={draftOf(template)} />;
  return (
    <>
      <PageTitle title={t("forms.new")} intro={t("forms.new_help")} />
      <Sections of="data" />
      <Templates />
      <p className={styles.back}>
        <Link to="/forms">{t("forms.back")}</Link>
      </p>
    </>
  );
}
