/** What a visitor agrees to by ticking a box: for what, on which channels, in which words, for how long. */
import { Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { channelCodes } from "../../ui/channel";
import { useWords } from "../../ui/words";
import { purposes } from "./definition";
import type { Consent } from "./definition";
import { Control } from "./FieldEditor";
import { WordsInput } from "./WordsInput";
import styles from "./builder.module.css";

export function ConsentEditor({ consent, place, change }: { consent: Consent; place: string; change(consent: Consent): void }) {
  const { t } = useTranslation();
  const words = useWords();
  const set = (part: Partial<Consent>) => change({ ...consent, ...part });
  const known = purposes.includes(consent.purpose) ? purposes : [consent.purpose, ...purposes];
  return (
    <>
      <div className={styles.two}>
        <Control label={t("forms.consent.purpose")} place={`${place}.purpose`}>
          {(id) => <Select id={id} value={consent.purpose} onChange={(purpose) => set({ purpose })} options={known.map((value) => ({ value, label: words.purpose(value) }))} />}
        </Control>
        <Control label={t("forms.consent.channels")}>
          {(id) => (
            <Select
              id={id}
              mode="multiple"
              maxTagCount="responsive"
              value={consent.channels as string[]}
              onChange={(channels) => set({ channels: channels as Consent["channels"] })}
              placeholder={t("customer.consent.every_channel")}
              showSearch={{ optionFilterProp: "label" }}
              options={channelCodes.map((value) => ({ value, label: words.channel(value) }))}
            />
          )}
        </Control>
      </div>
      <WordsInput label={t("forms.consent.text")} help={t("forms.consent.text_help")} place={`${place}.text`} value={consent.text} change={(text) => set({ text })} maxLength={3_000} long />
      <div className={styles.two}>
        <Control label={t("forms.consent.version")} help={t("forms.consent.version_help")} place={`${place}.version`}>
          {(id) => <Input id={id} value={consent.version} onChange={({ target }) => set({ version: target.value })} maxLength={60} />}
        </Control>
        <Control label={t("forms.consent.valid_days")} help={t("forms.consent.valid_days_help")} place={`${place}.valid_days`}>
          {(id) => <InputNumber id={id} value={consent.valid_days} min={1} max={36_500} precision={0} onChange={(valid_days) => set({ valid_days })} />}
        </Control>
      </div>
      <Control label={t("forms.consent.link")} place={`${place}.link`}>
        {(id) => <Input id={id} type="url" value={consent.link ?? ""} placeholder={t("forms.examples.address")} onChange={({ target }) => set({ link: target.value.trim() || null })} maxLength={2_000} />}
      </Control>
    </>
  );
}
