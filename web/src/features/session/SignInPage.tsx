/** Signing in: with email and password, or with the one-time address the server printed when it started. */
import { useCallback, useEffect } from "react";
import { Alert, Button, Form, Input, Spin } from "antd";
import { useRouter, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useSignIn } from "../../api/session";
import { toApiError } from "../../api/problem";
import type { ApiError } from "../../api/problem";
import { AppearanceSwitch, LanguageSwitch } from "../../app/Switches";
import { useFailureText } from "../../ui/states";
import { useDocumentTitle } from "../../ui/useDocumentTitle";
import styles from "./signIn.module.css";

interface Fields {
  email: string;
  password: string;
}

// A one-time token is good for one request only, while the page may be built more than once.
const exchanges = new Map<string, Promise<unknown>>();

export function SignInPage() {
  const { t } = useTranslation();
  const { token, next, expired } = useSearch({ from: "/sign-in" });
  const router = useRouter();
  const signIn = useSignIn();
  const failureText = useFailureText();
  useDocumentTitle(t("session.title"));

  const enter = useCallback(
    () => router.history.replace(next?.startsWith("/") && !next.startsWith("//") ? next : "/"),
    [router, next],
  );
  const submit = (fields: Fields) => signIn.mutate(fields, { onSuccess: enter });

  const { mutateAsync } = signIn;
  useEffect(() => {
    if (!token) return;
    const exchange = exchanges.get(token) ?? mutateAsync({ one_time_token: token });
    exchanges.set(token, exchange);
    exchange.then(enter, () => router.navigate({ to: "/sign-in", search: { expired: true }, replace: true }));
  }, [token, mutateAsync, enter, router]);

  const problem = !token && !("one_time_token" in (signIn.variables ?? {})) && signIn.error ? toApiError(signIn.error) : null;

  const said = (failed: ApiError) => {
    if (failed.status === 401) return t("session.wrong");
    return failed.status === 429 ? t("session.locked") : failureText(failed);
  };

  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <img src="/icon.svg" alt="" width="40" height="40" />
        <h1>{t("app.name")}</h1>
        <p className="muted">{t("session.tagline")}</p>
        {token ? (
          <div className={styles.waiting} role="status">
            <Spin />
            <span>{t("session.one_time")}</span>
          </div>
        ) : (
          <>
            {expired && !problem && <Alert type="warning" showIcon className={styles.alert} title={t("session.one_time_used")} />}
            {problem && <Alert type="error" showIcon className={styles.alert} title={said(problem)} />}
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
