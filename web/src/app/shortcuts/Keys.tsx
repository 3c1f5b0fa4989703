/** Keys as they stand on the keyboard: ⌘ K on a Mac, Ctrl K elsewhere, G then T. */
import { useTranslation } from "react-i18next";
import { onMac } from "./registry";
import styles from "./shortcuts.module.css";

export function Keys({ keys }: { keys: string }) {
  const { t } = useTranslation();
  const strokes = keys.split(" ");
  const named = (key: string): string => {
    switch (key) {
      case "mod": return onMac ? "⌘" : "Ctrl";
      case "shift": return onMac ? "⇧" : "Shift";
      case "Enter": return "↵";
      case "Escape": return "Esc";
      case "ArrowDown": return "↓";
      case "ArrowUp": return "↑";
      default: return key.toUpperCase();
    }
  };
  return (
    <span className={styles.keys}>
      {strokes.map((stroke, place) => (
        <span key={place} className={styles.keys}>
          {place > 0 && <span className={styles.then}>{t("shortcuts.then")}</span>}
          {stroke.split("+").map((key) => (
            <kbd key={key}>{named(key)}</kbd>
          ))}
        </span>
      ))}
    </span>
  );
}
