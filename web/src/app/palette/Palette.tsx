/** The command palette: type where to go, whom to find or what to begin; arrows choose, Enter goes. */
import { useId, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { Modal } from "antd";
import { SearchOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { useFailureText } from "../../ui/states";
import { Keys } from "../shortcuts/Keys";
import { useCommands } from "./useCommands";
import type { Command } from "./useCommands";
import styles from "./palette.module.css";

export function Palette({ close, showHelp }: { close(): void; showHelp(): void }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const id = useId();
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const { groups, searching, error } = useCommands(typed, showHelp);
  const flat = groups.flatMap(({ commands }) => commands);
  const active = Math.min(chosen, flat.length - 1);
  const optionId = (place: number) => `${id}-${place}`;

  const move = (to: number) => {
    const next = (to + flat.length) % flat.length;
    setChosen(next);
    list.current?.querySelector(`[id="${optionId(next)}"]`)?.scrollIntoView({ block: "nearest" });
  };
  const run = (command: Command | undefined) => {
    if (!command) return;
    close();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes, arrows and Enter are its own.
    if (event.nativeEvent.isComposing || flat.length === 0) return;
    const to = { ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: flat.length - 1 }[event.key];
    if (event.key === "Enter") run(flat[active]);
    else if (to === undefined || ((event.key === "Home" || event.key === "End") && typed !== "")) return;
    else move(to);
    event.preventDefault();
  };

  let place = -1;
  return (
    <Modal open onCancel={close} footer={null} closable={false} width={620} style={{ top: "10vh" }} className={styles.palette ?? ""} title={<span className="sr-only">{t("palette.title")}</span>}>
      <div className={styles.field}>
        <SearchOutlined />
        <input
          autoFocus
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
          placeholder={t("palette.placeholder")}
          aria-label={t("palette.title")}
          role="combobox"
          aria-expanded={flat.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={flat.length > 0 ? optionId(active) : undefined}
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="go"
        />
      </div>
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={t("palette.list")} className={styles.list} tabIndex={-1}>
        {groups.map(({ key, commands }) => (
          <div key={key} role="group" aria-labelledby={`${id}-${key}`}>
            <div id={`${id}-${key}`} className={styles.group} role="presentation">
              {t(`palette.groups.${key}`)}
            </div>
            {commands.map((command) => {
              place += 1;
              const here = place;
              return (
                <div
                  key={command.id}
                  id={optionId(here)}
                  role="option"
                  aria-selected={here === active}
                  className={styles.option}
                  onMouseMove={() => here !== active && setChosen(here)}
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => run(command)}
                >
                  <span className="ellipsis">{command.label}</span>
                  {command.detail && <span className={`${styles.detail} ellipsis`}>{command.detail}</span>}
                  {command.keys && <Keys keys={command.keys} />}
                </div>
              );
            })}
          </div>
        ))}
      </div>
      <div role="status" className={styles.status}>
        {error ? failureText(error) : searching ? t("palette.searching") : flat.length === 0 ? t("palette.nothing", { text: typed.trim() }) : <span className="sr-only">{t("palette.count", { count: flat.length })}</span>}
      </div>
    </Modal>
  );
}
