/** Who did something: oneself by name, the command line by its word, a rule as a rule, anybody else as the record names them. */
import { useTranslation } from "react-i18next";
import { useSession } from "../../api/session";

export function useActor(): (actor: string) => string {
  const { t } = useTranslation();
  const { user } = useSession();
  return (actor) => {
    if (actor === user.id) return user.name || user.email;
    if (actor === "local") return t("customer.merges.local");
    return actor.startsWith("rule") ? t("customer.merges.rule") : actor;
  };
}
