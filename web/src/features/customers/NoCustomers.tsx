/** Why the list is empty, and what to do about it: there is nobody, or nobody like that. */
import { Button } from "antd";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { CustomerScope } from "../../api/types";
import { Teach } from "../../ui/states";

interface Props {
  query: string;
  kind: CustomerScope;
  filtered: boolean;
  choose(kind: CustomerScope): void;
  clear(): void;
}

export function NoCustomers({ query, kind, filtered, choose, clear }: Props) {
  const { t } = useTranslation();
  if (filtered) {
    return (
      <Teach title={t("customers.nobody_fits.title")} action={<Button onClick={clear}>{t("customers.filters.clear")}</Button>}>
        {t("customers.nobody_fits.help")}
      </Teach>
    );
  }
  if (query) {
    return (
      <Teach
        title={t("customers.nothing.title", { query })}
        action={
          <>
            {kind !== "all" && <Button onClick={() => choose("all")}>{t("customers.nothing.action")}</Button>}
            <Button type="text" onClick={clear}>
              {t("customers.nothing.clear")}
            </Button>
          </>
        }
      >
        {t("customers.nothing.help")}
      </Teach>
    );
  }
  if (kind === "anonymous") {
    return <Teach title={t("customers.nobody_anonymous.title")}>{t("customers.nobody_anonymous.help")}</Teach>;
  }
  if (kind === "known") {
    return (
      <Teach
        title={t("customers.nobody_known.title")}
        action={
          <>
            <Button onClick={() => choose("anonymous")}>{t("customers.nobody_known.action")}</Button>
            <Link to="/sources" search={{ new: true }}>
              {t("customers.empty.action")}
            </Link>
          </>
        }
      >
        {t("customers.nobody_known.help")}
      </Teach>
    );
  }
  return (
    <Teach title={t("customers.empty.title")} action={<Link to="/sources" search={{ new: true }}>{t("customers.empty.action")}</Link>}>
      {t("customers.empty.help")}
    </Teach>
  );
}
