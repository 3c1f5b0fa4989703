/** The frame around every page: navigation at the side, or at the bottom on a phone; account and display settings. */
import { Suspense, useEffect, useState } from "react";
import { Button, Drawer } from "antd";
import { UserOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Link, Outlet, useLocation, useNavigate, useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useSession } from "../api/session";
import { changeLanguage, hasChosenLanguage, isLanguage } from "../i18n";
import { Rows } from "../ui/states";
import { Account } from "./Account";
import { Commands, CommandsButton } from "./Commands";
import type { Opened } from "./Commands";
import { usePlaces } from "./navigation";
import styles from "./shell.module.css";

export function Shell() {
  const { t } = useTranslation();
  const session = useSession();
  const [accountOpen, setAccountOpen] = useState(false);
  const [opened, open] = useState<Opened>();
  useSessionEnd();
  useOwnLanguage(session.user.locale);

  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        {t("app.skip")}
      </a>
      <aside className={styles.side}>
        <Link to="/" className={styles.brand}>
          <img src="/icon.svg" alt="" width="26" height="26" />
          <span>
            <strong>{t("app.name")}</strong>
            <small className="ellipsis">{session.company.name}</small>
          </span>
        </Link>
        <CommandsButton open={open} />
        <nav aria-label={t("app.navigation")}>
          <Places />
        </nav>
        <div className={styles.account}>
          <Button type="text" block icon={<UserOutlined />} onClick={() => setAccountOpen(true)}>
            <span className="ellipsis">{session.user.name || session.user.email}</span>
          </Button>
        </div>
      </aside>
      <main id="content" className={styles.main} tabIndex={-1}>
        <Suspense fallback={<Rows count={8} />}>
          <Outlet />
        </Suspense>
      </main>
      <nav className={styles.bottom} aria-label={t("app.navigation")}>
        <Places />
        <button type="button" onClick={() => setAccountOpen(true)}>
          <UserOutlined />
          {t("app.nav.more")}
        </button>
      </nav>
      <Drawer
        title={t("app.account")}
        open={accountOpen}
        onClose={() => setAccountOpen(false)}
        size={360}
        destroyOnHidden
      >
        <Account
          open={(what) => {
            setAccountOpen(false);
            open(what);
          }}
        />
      </Drawer>
      <Commands opened={opened} open={open} />
    </div>
  );
}

function Places() {
  const { t } = useTranslation();
  const places = usePlaces();
  const path = useLocation({ select: ({ pathname }) => pathname });
  return places.map(({ key, to, icon, also }) => {
    const here = to === "/" ? path === "/" : [to, ...also].some((address) => path === address || path.startsWith(`${address}/`));
    return (
      <Link key={key} to={to} aria-current={here ? "page" : undefined}>
        {icon}
        {t(`app.nav.${key}`)}
      </Link>
    );
  });
}

/** When the session ends in the middle of work, signing in leads back to the same place. */
function useSessionEnd() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  useEffect(() => {
    const leave = () => {
      const next = router.state.location.href;
      queries.clear();
      void navigate({ to: "/sign-in", search: { next } });
    };
    window.addEventListener("rapport:signed-out", leave);
    return () => window.removeEventListener("rapport:signed-out", leave);
  }, [queries, navigate, router]);
}

/** The user's own language holds until something else is chosen on this device. */
function useOwnLanguage(locale: string | null | undefined) {
  useEffect(() => {
    if (isLanguage(locale) && !hasChosenLanguage()) void changeLanguage(locale, false);
  }, [locale]);
}
