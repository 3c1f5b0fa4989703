/** A role is chosen by what it may do, not by its name alone. */
import { useId } from "react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Role } from "../../api/types";
import { useWords } from "../../ui/words";
import { rolesQuery } from "./queries";
import styles from "./settings.module.css";

/** `value` and `onChange` are handed in by the form. */
export function RoleChoice({ value, onChange }: { value?: Role; onChange?(role: Role): void }) {
  const { t } = useTranslation();
  const words = useWords();
  const name = useId();
  const roles = useQuery(rolesQuery);
  return (
    <div className={styles.roles} role="radiogroup" aria-label={t("settings.people.columns.role")}>
      {roles.data?.filter(({ role, grantable }) => grantable || role === value).map(({ role, sentence }) => (
        <label key={role} data-chosen={role === value || undefined}>
          <input type="radio" className="sr-only" name={name} checked={role === value} onChange={() => onChange?.(role)} />
          <strong>{words.role(role)}</strong>
          <span>{sentence}</span>
        </label>
      ))}
    </div>
  );
}
