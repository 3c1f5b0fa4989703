/** The first start: who you are, what the company is, and three doors in. Invited people only say who they are. */
import { App, Button, Form, Input } from "antd";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { permissions } from "../../api/permissions";
import { useMay, useSession } from "../../api/session";
import type { Company } from "../../api/types";
import { AppearanceSwitch, LanguageSwitch } from "../../app/Switches";
import type { Language } from "../../i18n";
import { useFailureText } from "../../ui/states";
import { useDocumentTitle } from "../../ui/useDocumentTitle";
import { CompanyFields } from "../settings/CompanyFields";
import { companyQuery, useChangeCompany } from "../settings/queries";
import { Doors } from "./Doors";
import { useIntroduce } from "./queries";
import styles from "./welcome.module.css";

type Step = "you" | "company" | "doors";

// What the server takes; it also refuses what is too easy to guess.
const shortestPassword = 10;

export function WelcomePage() {
  const { t } = useTranslation();
  const session = useSession();
  const { step } = useSearch({ from: "/welcome" });
  const navigate = useNavigate();
  const maySettings = useMay(permissions.writeSettings);
  const now: Step = session.needs_password ? "you" : (step ?? "doors");
  const steps: Step[] = maySettings ? ["you", "company", "doors"] : ["you"];
  const go = (next: Step) => void (steps.includes(next) ? navigate({ to: "/welcome", search: { step: next } }) : navigate({ to: "/" }));
  useDocumentTitle(t("welcome.title"));
  return (
    <main className={styles.page}>
      <header className={styles.head}>
        <img src="/icon.svg" alt="" width="36" height="36" />
        {steps.length > 1 && (
          <ol className={styles.steps} aria-label={t("welcome.steps")}>
            {steps.map((one) => (
              <li key={one} aria-current={one === now ? "step" : undefined}>
                {t(`welcome.${one}.step`)}
              </li>
            ))}
          </ol>
        )}
      </header>
      <div className={styles.body} data-wide={now === "doors" || undefined}>
        <h1>{t(`welcome.${now}.title`)}</h1>
        <p className={styles.intro}>{t(`welcome.${now}.intro`)}</p>
        {now === "you" && <You done={() => go("company")} />}
        {now === "company" && <CompanyStep done={() => go("doors")} />}
        {now === "doors" && <Doors />}
      </div>
      <div className={styles.switches}>
        <LanguageSwitch />
        <AppearanceSwitch />
      </div>
    </main>
  );
}

interface Own {
  name: string;
  password: string;
  again: string;
}

function You({ done }: { done(): void }) {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const { user } = useSession();
  const failureText = useFailureText();
  const introduce = useIntroduce();
  const submit = ({ name, password }: Own) =>
    introduce.mutate(
      { name, password, locale: i18n.language as Language, time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone },
      { onSuccess: done, onError: (error) => message.error(failureText(error), 6) },
    );
  return (
    <Form<Own> layout="vertical" requiredMark={false} onFinish={submit} initialValues={{ name: user.name === user.email ? "" : user.name }} validateTrigger="onBlur">
      <input type="hidden" autoComplete="username" value={user.email} readOnly />
      <Form.Item name="name" label={t("welcome.you.name")} rules={[{ required: true, whitespace: true, message: t("welcome.you.name_missing") }]}>
        <Input autoFocus size="large" autoComplete="name" maxLength={120} />
      </Form.Item>
      <Form.Item name="password" label={t("welcome.you.password")} extra={t("welcome.you.password_help", { count: shortestPassword })} rules={[{ required: true, min: shortestPassword, message: t("welcome.you.password_short", { count: shortestPassword }) }]}>
        <Input.Password size="large" autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t("welcome.you.again")}
        dependencies={["password"]}
        rules={[({ getFieldValue }) => ({ validator: (_, value) => (value === getFieldValue("password") ? Promise.resolve() : Promise.reject(new Error(t("welcome.you.differs")))) })]}
      >
        <Input.Password size="large" autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" size="large" block loading={introduce.isPending}>
        {t("welcome.next")}
      </Button>
    </Form>
  );
}

function CompanyStep({ done }: { done(): void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const failureText = useFailureText();
  const company = useQuery(companyQuery);
  const change = useChangeCompany();
  if (!company.data) return null;
  const submit = (fields: Company) => change.mutate(fields, { onSuccess: done, onError: (error) => message.error(failureText(error), 6) });
  return (
    <Form<Company> layout="vertical" requiredMark={false} initialValues={company.data} onFinish={submit}>
      <CompanyFields />
      <Button type="primary" htmlType="submit" size="large" block loading={change.isPending}>
        {t("welcome.next")}
      </Button>
    </Form>
  );
}
