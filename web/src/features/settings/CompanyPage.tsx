/** What the company is called, where it is, and which language and money it speaks of by default. */
import { App, Button, Form, Skeleton } from "antd";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import type { Company } from "../../api/types";
import { Sections } from "../../app/Sections";
import { PageTitle } from "../../ui/panel";
import { Failure, useFailureText } from "../../ui/states";
import { CompanyFields } from "./CompanyFields";
import { companyQuery, useChangeCompany } from "./queries";
import styles from "./settings.module.css";

export function CompanyPage() {
  const { t } = useTranslation();
  const company = useQuery(companyQuery);
  return (
    <>
      <PageTitle title={t("settings.company.title")} intro={t("settings.company.intro")} />
      <Sections of="settings" />
      <div className={styles.card}>
        {company.isPending && <Skeleton active />}
        {company.isError && <Failure error={company.error} retry={() => void company.refetch()} />}
        {company.data && <CompanyForm company={company.data} />}
      </div>
    </>
  );
}

function CompanyForm({ company }: { company: Company }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const failureText = useFailureText();
  const mayWrite = useMay(permissions.writeSettings);
  const change = useChangeCompany();
  const submit = (fields: Company) =>
    change.mutate(fields, {
      onSuccess: () => message.success(t("settings.saved")),
      onError: (error) => message.error(failureText(error)),
    });
  return (
    <Form<Company> layout="vertical" requiredMark={false} initialValues={company} onFinish={submit} disabled={!mayWrite}>
      <CompanyFields />
      {mayWrite && (
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t("settings.save")}
        </Button>
      )}
    </Form>
  );
}
