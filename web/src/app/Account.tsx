/** Who is signed in, and how they want to see the interface. */
import { Button } from "antd";
import { SearchOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useSession, useSignOut } from "../api/session";
import { useWords } from "../ui/words";
import type { Opened } from "./Commands";
import { LanguageSwitch, AppearanceSwitch } from "./Switches";
import styles from "./shell.module.css";

export function Account({ open }: { open(what: Opened): void }) {
  const { t } = useTranslation();
  const { user, company } = useSession();
  const words = useWords();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const queries = useQueryClient();

  const leave = async () => {
    await signOut.mutateAsync().catch(() => undefined);
    queries.clear();
    await navigate({ to: "/sign-in" });
  };

  return (
    <div className={styles.settings}>
      <div>
        <strong>{user.name || user.email}</strong>
        <div className="muted">{user.email}</div>
        <div className="muted">{[company.name, words.role(user.role)].filter(Boolean).join(" · ")}</div>
      </div>
      <LanguageSwitch />
      <AppearanceSwitch />
      <Button icon={<SearchOutlined />} onClick={() => open("palette")}>
        {t("palette.title")}
      </Button>
      <Button onClick={() => open("help")}>{t("shortcuts.title")}</Button>
      <Button onClick={() => void leave()} loading={signOut.isPending}>
        {t("app.sign_out")}
      </Button>
    </div>
  );
}
