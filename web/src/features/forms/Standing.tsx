/** What visitors find at the form's address, in a word. */
import { useTranslation } from "react-i18next";
import type { Form } from "../../api/types";
import { Tag } from "../../ui/tag";
import { standingOf } from "./definition";

export function Standing({ form }: { form: Form }) {
  const { t } = useTranslation();
  const standing = standingOf(form);
  const tone = standing === "open" ? "accent" : standing === "ended" || standing === "scheduled" ? "warn" : "plain";
  return <Tag tone={tone}>{t(`forms.standings.${standing}`)}</Tag>;
}
