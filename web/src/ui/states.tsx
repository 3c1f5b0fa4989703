/** What a page shows when it has nothing, cannot have it, or does not have it yet. */
import type { ReactNode } from "react";
import { Button, Skeleton } from "antd";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { toApiError } from "../api/problem";
import type { ApiError } from "../api/problem";
import styles from "./states.module.css";

/** An empty page teaches: what would be here, and the one thing to do about it. `page`: nothing else is on the page. */
export function Teach({ title, children, action, icon, page = false }: { title: string; children: ReactNode; action?: ReactNode; icon?: ReactNode; page?: boolean }) {
  const Heading = page ? "h1" : "h2";
  return (
    <div className={styles.state}>
      {icon && <div className={styles.icon} aria-hidden="true">{icon}</div>}
      <Heading>{title}</Heading>
      <p>{children}</p>
      {action && <div className={styles.actions}>{action}</div>}
    </div>
  );
}

type Sort = "unreachable" | "unauthorized" | "forbidden" | "not_found" | "conflict" | "invalid" | "too_many" | "server";

export function sortOf(error: ApiError): Sort {
  switch (error.status) {
    case 0: return "unreachable";
    case 401: return "unauthorized";
    case 403: return "forbidden";
    case 404: return "not_found";
    case 409: return "conflict";
    case 429: return "too_many";
    default: return error.status < 500 ? "invalid" : "server";
  }
}

/** An error says what to do. The server's own sentence is shown where it is about what the person typed. */
export function Failure({ error, retry, page = false }: { error: unknown; retry?: () => void; page?: boolean }) {
  const Heading = page ? "h1" : "h2";
  const { t } = useTranslation();
  const problem = toApiError(error);
  const sort = sortOf(problem);
  return (
    <div className={styles.state} role="alert">
      <Heading>{t(`errors.${sort}.title`)}</Heading>
      <p>{t(`errors.${sort}.help`)}</p>
      {sort === "invalid" && problem.message && <p>{problem.message}</p>}
      {problem.code && sort === "server" && <p className="faint">{t("errors.code", { code: problem.code })}</p>}
      <div className={styles.actions}>
        {retry && <Button onClick={retry}>{t("app.retry")}</Button>}
        {sort === "not_found" && <Link to="/">{t("errors.back_home")}</Link>}
      </div>
    </div>
  );
}

/** One line for a toast or beside a form. */
export function useFailureText(): (error: unknown) => string {
  const { t } = useTranslation();
  return (error) => {
    const problem = toApiError(error);
    const sort = sortOf(problem);
    const said = sort === "invalid" || sort === "conflict" ? problem.message : "";
    return said || `${t(`errors.${sort}.title`)} · ${t(`errors.${sort}.help`)}`;
  };
}

export function Rows({ count, height = 56 }: { count: number; height?: number }) {
  const { t } = useTranslation();
  return (
    <div className={styles.rows} role="status" aria-label={t("app.loading")}>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} style={{ height }}>
          <Skeleton.Avatar size={28} shape="circle" />
          <Skeleton.Input size="small" block style={{ opacity: 1 - index / (count + 2) }} />
        </div>
      ))}
    </div>
  );
}
