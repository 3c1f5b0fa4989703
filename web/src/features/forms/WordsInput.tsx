/** A text that visitors read, in both languages side by side. What stays empty is shown in the other language. */
import { Input } from "antd";
import { useTranslation } from "react-i18next";
import type { Words } from "./definition";
import { Wrongs } from "./wrongs";
import styles from "./builder.module.css";

interface Props {
  label: string;
  help?: string;
  /** Where it stands in the definition. */
  place: string;
  value: Words;
  change(words: Words): void;
  long?: boolean;
  maxLength: number;
  placeholders?: Words;
  /** The label is said by what stands around it. */
  quiet?: boolean;
}

const languages = ["zh", "en"] as const;

export function WordsInput({ label, help, place, value, change, long, maxLength, placeholders, quiet }: Props) {
  const { t } = useTranslation();
  return (
    <div className={styles.field} role="group" aria-label={label}>
      {!quiet && <div className={styles.label}>{label}</div>}
      <div className={styles.words}>
        {languages.map((language) => {
          const props = {
            value: value[language],
            maxLength,
            lang: language === "zh" ? "zh-CN" : "en",
            placeholder: placeholders?.[language] ?? "",
            "aria-label": t(`forms.in.${language}`, { what: label }),
            onChange: (event: { target: { value: string } }) => change({ ...value, [language]: event.target.value }),
          };
          return (
            <div key={language} className={styles.language}>
              <span aria-hidden="true">{t(`forms.short.${language}`)}</span>
              {long ? <Input.TextArea {...props} autoSize={{ minRows: 2, maxRows: 8 }} /> : <Input {...props} />}
            </div>
          );
        })}
      </div>
      {help && <p className={styles.help}>{help}</p>}
      <Wrongs at={place} deep />
    </div>
  );
}
