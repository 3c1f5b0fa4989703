/** Signing in: with email and password, or with the one-time address the server printed when it started. */
import { useEffect, useRef } from "react";
import { Alert, Button, Form, Input, Spin } from "antd";
import { useRouter, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useSignIn } from "../../api/session";
import { toApiError } from "../../api/problem";
import { AppearanceSwitch, LanguageSwitch } from "../../app/Switches";
import { useFailureText } from "../../ui/states";
import { useDocumentTitle } from "../../ui/useDocumentTitle";
import styles from "./signIn.module.css";

interface Fields {
  email: string;
  password: string;
}

export function SignInPage() {
  const { t } = useTranslation();
  const { token, next } = useSearch({ from: "/sign-in" });
  const router = useRouter();
  const signIn = useSignIn();
  const failureText = useFailureText();
  useDocumentTitle(t("session.title"));
  const byToken = useRef(false);

  const enter = () => router.history.replace(next?.startsWith("/") && !next.startsWith("//") ? next : "/");

  const submit = (fields: Fields) => signIn.mutate(fields, { onSuccess: enter });

  // The token is good for one request only, and effects run twice in development.
  useEffect(() => {
    if (!token || byToken.current) return;
    byToken.current = true;
    signIn.mutateAsync({ one_time_token: token }).then(enter, () => router.navigate({ to: "/sign-in", replace: true }));
  });

  const problem = signIn.error ? toApiError(signIn.error) : null;
  const oneTimeFailed = problem !== null && signIn.variables !== undefined && "one_time_token" in signIn.variables;

  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <img src="/icon.svg" alt="" width="40" height="40" />
        <h1>{t("app.name")}</h1>
        <p className="muted">{t("session.tagline")}</p>
        {token && !problem ? (
          <div className={styles.waiting} role="status">
            <Spin />
            <span>{t("session.one_time")}</span>
          </div>
        ) : (
          <>
            {problem && (
              <Alert
                type={oneTimeFailed ? "warning" : "error"}
                showIcon
                className={styles.alert}
                title={
                  oneTimeFailed && problem.status !== 0
                    ? t("session.one_time_used")
                    : problem.status === 401
                      ? t("session.wrong")
                      : problem.status === 429
                        ? t("session.locked")
                        : failureText(problem)
                }
              />
            )}
            <Form<Fields> layout="vertical" onFinish={submit} requiredMark={false} validateTrigger="onBlur">
              <Form.Item name="email" label={t("session.email")} rules={[{ required: true, message: t("session.email_missing") }]}>
                <Input type="email" autoComplete="username" autoFocus size="large" />
              </Form.Item>
              <Form.Item name="password" label={t("session.password")} rules={[{ required: true, message: t("session.password_missing") }]}>
                <Input.Password autoComplete="current-password" size="large" />
              </Form.Item>
              <Button type="primary" htmlType="submit" size="large" block loading={signIn.isPending}>
                {t("session.submit")}
              </Button>
            </Form>
            <p className={styles.forgot}>{t("session.forgot")}</p>
          </>
        )}
      </div>
      <div className={styles.switches}>
        <LanguageSwitch />
        <AppearanceSwitch />
      </div>
    </main>
  );
}
