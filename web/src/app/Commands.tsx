/** The keys that work everywhere, and what they open: the palette, the help sheet, the jumps. */
import { Suspense, lazy, useEffect } from "react";
import { Button } from "antd";
import { SearchOutlined } from "@ant-design/icons";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useSession } from "../api/session";
import { customerOf, remember } from "./palette/recent";
import { usePages } from "./pages";
import { Keys } from "./shortcuts/Keys";
import { useKeyListener, useShortcuts } from "./shortcuts/useShortcuts";
import styles from "./shell.module.css";

const Palette = lazy(() => import("./palette/Palette").then((module) => ({ default: module.Palette })));
const Help = lazy(() => import("./shortcuts/Help").then((module) => ({ default: module.Help })));

export type Opened = "palette" | "help";

export function Commands({ opened, open }: { opened: Opened | undefined; open(what: Opened | undefined): void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const pages = usePages();
  useKeyListener();
  useRecent();
  useShortcuts(
    t("shortcuts.go"),
    pages.flatMap(({ to, label, keys }) => (keys ? [{ keys, label, run: () => void navigate({ href: to }) }] : [])),
    true,
  );
  useShortcuts(
    t("shortcuts.everywhere"),
    [
      { keys: "mod+k", label: t("palette.title"), run: () => open(opened === "palette" ? undefined : "palette"), anywhere: true },
      { keys: "/", label: t("palette.title"), run: () => open("palette") },
      { keys: "?", label: t("shortcuts.title"), run: () => open("help") },
    ],
    true,
  );
  return (
    <Suspense fallback={null}>
      {opened === "palette" && <Palette close={() => open(undefined)} showHelp={() => open("help")} />}
      {opened === "help" && <Help close={() => open(undefined)} />}
    </Suspense>
  );
}

/** The way in for the pointer, which also tells the keys. */
export function CommandsButton({ open }: { open(what: Opened): void }) {
  const { t } = useTranslation();
  return (
    <Button className={styles.commands ?? ""} block icon={<SearchOutlined />} onClick={() => open("palette")} aria-keyshortcuts="Control+K Meta+K">
      <span className="ellipsis">{t("palette.button")}</span>
      <span aria-hidden="true">
        <Keys keys="mod+k" />
      </span>
    </Button>
  );
}

/** Pages and customers that were opened, for the palette to offer again. */
function useRecent() {
  const { user } = useSession();
  const path = useLocation({ select: ({ pathname }) => pathname });
  const pages = usePages();
  const kept = customerOf(path) !== undefined || (path !== "/" && pages.some(({ to }) => to === path));
  useEffect(() => {
    if (kept) remember(user.id, path);
  }, [kept, user.id, path]);
}
