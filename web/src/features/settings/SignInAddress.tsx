/** The address that lets somebody in once, to set a password of their own. */
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import type { User } from "../../api/types";
import { CopyButton } from "../../ui/copy";
import styles from "./settings.module.css";

export function SignInAddress({ user, token }: { user: User; token: string }) {
  const { t } = useTranslation();
  const address = `${window.location.origin}/sign-in?token=${encodeURIComponent(token)}`;
  return (
    <>
      <Alert type="info" showIcon title={t("settings.people.address_once")} description={t("settings.people.address_help", { name: user.name || user.email })} />
      <div className={styles.address}>
        <code data-testid="one-time-address">{address}</code>
        <div>
          <CopyButton text={address} />
        </div>
      </div>
    </>
  );
}
