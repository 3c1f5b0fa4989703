/** Writing a form: what it is called, what it asks, what is said at the end, and the rules it is held to. */
import { Button, Input, InputNumber, Select } from "antd";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import { Panel } from "../../ui/panel";
import { unitsQuery } from "../settings/queries";
import { formKinds } from "./definition";
import type { Draft } from "./definition";
import { Control } from "./FieldEditor";
import { FieldList } from "./FieldList";
import { Moment } from "./Moment";
import { WordsInput } from "./WordsInput";
import styles from "./builder.module.css";

interface Props {
  draft: Draft;
  change(how: (draft: Draft) => Draft): void;
  kept: ReadonlySet<string>;
  made: boolean;
}

export function Builder({ draft, change, kept, made }: Props) {
  const { t } = useTranslation();
  const { definition } = draft;
  const set = (part: Partial<Draft["definition"]>) => change((now) => ({ ...now, definition: { ...now.definition, ...part } }));
  return (
    <div className={styles.builder}>
      <Panel title={t("forms.about.title")}>
        <div className={styles.editor}>
          <WordsInput label={t("forms.about.name")} help={t("forms.about.name_help")} place="name" value={definition.name} change={(name) => set({ name })} maxLength={200} />
          <WordsInput label={t("forms.about.intro")} place="intro" value={definition.intro} change={(intro) => set({ intro })} maxLength={4_000} long />
          <Control label={t("forms.about.kind")}>
            {(id) => (
              <Select
                id={id}
                className={styles.short ?? ""}
                value={definition.classification.kind}
                onChange={(kind) => set({ classification: { ...definition.classification, kind } })}
                options={formKinds.map((value) => ({ value, label: t(`forms.sorts.${value}`) }))}
              />
            )}
          </Control>
          {!made && <UnitChoice unit={draft.unit} choose={(unit) => change((now) => ({ ...now, unit }))} />}
        </div>
      </Panel>
      <FieldList rows={draft.rows} change={(rows) => change((now) => ({ ...now, rows }))} changeBy={(how) => change((now) => ({ ...now, rows: how(now.rows) }))} kept={kept} />
      <Panel title={t("forms.after.title")}>
        <div className={styles.editor}>
          <WordsInput label={t("forms.after.submit")} place="submit" value={definition.submit} change={(submit) => set({ submit })} maxLength={60} placeholders={{ zh: t("forms.after.usual.submit_zh"), en: t("forms.after.usual.submit_en") }} />
          <WordsInput label={t("forms.after.thanks")} place="thanks" value={definition.thanks} change={(thanks) => set({ thanks })} maxLength={4_000} long placeholders={{ zh: t("forms.after.usual.thanks_zh"), en: t("forms.after.usual.thanks_en") }} />
        </div>
      </Panel>
      <Rules draft={draft} change={change} />
    </div>
  );
}

function UnitChoice({ unit, choose }: { unit: string | null; choose(unit: string | null): void }) {
  const { t } = useTranslation();
  const may = useMay(permissions.readUnits);
  const { data } = useQuery({ ...unitsQuery, enabled: may });
  if (!data || data.length === 0) return null;
  return (
    <Control label={t("forms.about.unit")} help={t("forms.about.unit_help")}>
      {(id) => (
        <Select
          id={id}
          className={styles.short ?? ""}
          value={unit ?? ""}
          onChange={(value) => choose(value || null)}
          showSearch={{ optionFilterProp: "label" }}
          options={[{ value: "", label: t("forms.about.unit_all") }, ...data.map(({ id: value, name }) => ({ value, label: name }))]}
        />
      )}
    </Control>
  );
}

/** When it is open, where it may be shown, and how much one address may send. */
function Rules({ draft, change }: Pick<Props, "draft" | "change">) {
  const { t } = useTranslation();
  const { definition } = draft;
  return (
    <Panel title={t("forms.rules.title")}>
      <div className={styles.editor}>
        <div className={styles.two}>
          <Control label={t("forms.rules.opens_at")}>{(id) => <Moment id={id} at={draft.opens_at} choose={(opens_at) => change((now) => ({ ...now, opens_at }))} />}</Control>
          <Control label={t("forms.rules.closes_at")} place="closes_at">
            {(id) => <Moment id={id} at={draft.closes_at} choose={(closes_at) => change((now) => ({ ...now, closes_at }))} />}
          </Control>
        </div>
        <Control label={t("forms.rules.rate")} help={t("forms.rules.rate_help")} place="rate_per_minute">
          {(id) => <InputNumber id={id} value={draft.rate_per_minute} min={1} max={1_000} precision={0} onChange={(rate) => change((now) => ({ ...now, rate_per_minute: rate ?? now.rate_per_minute }))} />}
        </Control>
        <p className={styles.help}>{t("forms.rules.shield")}</p>
        <Sites sites={definition.sites} change={(sites) => change((now) => ({ ...now, definition: { ...now.definition, sites } }))} />
        <Control label={t("forms.rules.redirect")} help={t("forms.rules.redirect_help")} place="redirect">
          {(id) => (
            <Input
              id={id}
              type="url"
              value={definition.redirect ?? ""}
              placeholder={t("forms.examples.address")}
              maxLength={2_000}
              onChange={({ target }) => change((now) => ({ ...now, definition: { ...now.definition, redirect: target.value.trim() || null } }))}
            />
          )}
        </Control>
      </div>
    </Panel>
  );
}

function Sites({ sites, change }: { sites: string[]; change(sites: string[]): void }) {
  const { t } = useTranslation();
  return (
    <Control label={t("forms.rules.sites")} help={t("forms.rules.sites_help")} place="sites">
      {(id) => (
        <>
          <Select id={id} mode="tags" open={false} suffixIcon={null} value={sites} onChange={(given: string[]) => change(given.map(hostOf))} tokenSeparators={[",", " ", "，"]} placeholder={t("forms.examples.host")} />
          {sites.length > 0 && (
            <Button type="link" size="small" className="button-text" onClick={() => change([])}>
              {t("forms.rules.anywhere")}
            </Button>
          )}
        </>
      )}
    </Control>
  );
}

/** People paste the address of a page; what is meant is its host. */
const hostOf = (text: string): string => text.trim().toLowerCase().replace(/^https?:\/\//, "").replace(/[/?#].*$/, "");
