/** One event: what it carries, which of that is personal, and what must be there. */
import { App, Checkbox, Segmented, Switch } from "antd";
import { useTranslation } from "react-i18next";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import type { EventType } from "../../api/types";
import { useNumbers } from "../../ui/numbers";
import { useFailureText } from "../../ui/states";
import { useClock } from "../../ui/time";
import table from "../../ui/table.module.css";
import { useMark, useRule } from "./queries";
import styles from "./plan.module.css";

type Action = NonNullable<EventType["rule"]>["action"];
const actions: (Action | "none")[] = ["none", "warn", "refuse"];

export function EventDetails({ type }: { type: EventType }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const numbers = useNumbers();
  const clock = useClock();
  const failureText = useFailureText();
  const mayWrite = useMay(permissions.writePlan);
  const mark = useMark();
  const rule = useRule();
  const fail = { onError: (error: Error) => void message.error(failureText(error)) };
  const named = { type: type.type, event: type.event };
  const required = type.rule?.required ?? [];
  const decide = (action: Action | "none", paths = required) =>
    rule.mutate({ ...named, rule: action === "none" ? null : { ...type.rule, action, required: paths } }, fail);
  const demand = (path: string, on: boolean) =>
    decide(type.rule?.action ?? "warn", on ? [...required, path] : required.filter((one) => one !== path));

  return (
    <div className={styles.details}>
      <p className="muted">
        {t("plan.seen", {
          shown: numbers.count(type.volume),
          first: type.first_seen_at ? clock.date(type.first_seen_at) : t("time.never"),
          last: type.last_seen_at ? clock.date(type.last_seen_at) : t("time.never"),
        })}
      </p>
      <section>
        <h3>{t("plan.rule.title")}</h3>
        <p className="muted">{t(`plan.rule.help.${type.rule?.action ?? "none"}`)}</p>
        <Segmented
          aria-label={t("plan.rule.title")}
          disabled={!mayWrite || rule.isPending}
          value={type.rule?.action ?? "none"}
          onChange={(action) => decide(action as Action | "none")}
          options={actions.map((value) => ({ value, label: t(`plan.actions.${value}`) }))}
        />
      </section>
      <section>
        <h3>{t("plan.properties.title")}</h3>
        <p className="muted">{t("plan.properties.help")}</p>
        <table className={table.table} aria-label={t("plan.properties.title")}>
          <thead>
            <tr>
              <th scope="col">{t("plan.properties.path")}</th>
              <th scope="col">{t("plan.properties.types")}</th>
              <th scope="col">{t("plan.properties.required")}</th>
              <th scope="col">{t("plan.properties.personal")}</th>
            </tr>
          </thead>
          <tbody>
            {type.properties.map((property) => (
              <tr key={property.path}>
                <th scope="row">
                  <code>{property.path}</code>
                </th>
                <td className="muted">{property.types.join(", ")}</td>
                <td>
                  <Checkbox
                    aria-label={t("plan.properties.required_of", { path: property.path })}
                    disabled={!mayWrite || rule.isPending}
                    checked={required.includes(property.path)}
                    onChange={({ target }) => demand(property.path, target.checked)}
                  />
                </td>
                <td>
                  <Switch
                    size="small"
                    aria-label={t("plan.properties.personal_of", { path: property.path })}
                    disabled={!mayWrite}
                    checked={property.personal}
                    onChange={(personal) => mark.mutate({ ...named, path: property.path, personal }, fail)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
