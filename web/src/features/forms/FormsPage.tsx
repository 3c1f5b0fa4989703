/** The company's forms: which are open, and what each has brought. */
import { Button, Segmented } from "antd";
import { FormOutlined, PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import type { Form } from "../../api/types";
import { Sections } from "../../app/Sections";
import { useNumbers } from "../../ui/numbers";
import { PageTitle } from "../../ui/panel";
import { Failure, Rows, Teach } from "../../ui/states";
import table from "../../ui/table.module.css";
import { Ago } from "../../ui/time";
import { said, templates } from "./definition";
import type { Template } from "./definition";
import { Standing } from "./Standing";
import { formsQuery } from "./queries";
import type { State } from "./queries";
import styles from "./forms.module.css";

export const states: State[] = ["open", "draft", "closed"];

export function FormsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { state } = useSearch({ from: "/signed-in/forms" });
  const mayWrite = useMay(permissions.writeForms);
  const forms = useQuery(formsQuery);
  const shown = forms.data?.filter((form) => !state || form.state === state).reverse();
  const create = mayWrite && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate({ to: "/forms/new" })}>
      {t("forms.create")}
    </Button>
  );
  return (
    <>
      <PageTitle title={t("forms.title")} intro={t("forms.intro")} actions={forms.data && forms.data.length > 0 && create} />
      <Sections of="data" />
      {forms.data && forms.data.length > 0 && (
        <div className={table.tools}>
          <Segmented<State | "">
            aria-label={t("forms.filter")}
            value={state ?? ""}
            onChange={(chosen) => void navigate({ to: "/forms", search: chosen ? { state: chosen } : {} })}
            options={[{ value: "", label: t("forms.all") }, ...states.map((value) => ({ value, label: t(`forms.standings.${value}`) }))]}
          />
        </div>
      )}
      <div className={table.surface}>
        {forms.isPending && <Rows count={5} />}
        {forms.isError && <Failure error={forms.error} retry={() => void forms.refetch()} />}
        {forms.data?.length === 0 && (
          <Teach title={t("forms.empty.title")} icon={<FormOutlined />} action={mayWrite && <Templates />}>
            {t(mayWrite ? "forms.empty.help" : "forms.empty.help_read")}
          </Teach>
        )}
        {forms.data && forms.data.length > 0 && shown?.length === 0 && (
          <Teach
            title={t("forms.nothing.title")}
            action={
              <Link to="/forms" search={{}}>
                {t("forms.nothing.action")}
              </Link>
            }
          >
            {t("forms.nothing.help")}
          </Teach>
        )}
        {shown && shown.length > 0 && <List forms={shown} />}
      </div>
    </>
  );
}

/** Something to begin with. */
export function Templates() {
  const { t } = useTranslation();
  return (
    <ul className={styles.templates}>
      {templates.map((template: Template) => (
        <li key={template}>
          <Link to="/forms/new" search={{ template }}>
            <strong>{t(`forms.templates.${template}.title`)}</strong>
            <span>{t(`forms.templates.${template}.help`)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function List({ forms }: { forms: Form[] }) {
  const { t, i18n } = useTranslation();
  const numbers = useNumbers();
  return (
    <table className={table.table} aria-label={t("forms.list")}>
      <thead>
        <tr>
          <th scope="col">{t("forms.columns.name")}</th>
          <th scope="col">{t("forms.columns.kind")}</th>
          <th scope="col">{t("forms.columns.state")}</th>
          <th scope="col" className={table.number}>{t("forms.columns.submissions")}</th>
          <th scope="col" className={table.number}>{t("forms.columns.last")}</th>
        </tr>
      </thead>
      <tbody>
        {forms.map((form) => (
          <tr key={form.id}>
            <th scope="row">
              <Link to="/forms/$formId" params={{ formId: form.id }}>
                {said(form.definition.name, i18n.language)}
              </Link>
            </th>
            <td className="muted">{t(`forms.sorts.${form.definition.classification?.kind ?? "other"}`)}</td>
            <td>
              <Standing form={form} />
            </td>
            <td className={table.number} data-label={t("forms.columns.submissions")}>{numbers.count(form.submissions)}</td>
            <td className={`${table.number} muted`}>{form.submitted_at ? <Ago at={form.submitted_at} /> : t("app.none")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
