/** The journey as a map: stages across, channels down, and in each field the touchpoints that stand there, by how busy they are. */
import { Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import type { Touchpoint, TouchpointVolume } from "../../api/types";
import { Channel } from "../../ui/channel";
import { useNumbers } from "../../ui/numbers";
import { Tag } from "../../ui/tag";
import { useWords } from "../../ui/words";
import { useTouchpointNames } from "./queries";
import styles from "./touchpoints.module.css";

export const stages = ["discover", "consider", "buy", "use", "return"] as const;
type Stage = (typeof stages)[number] | "";
// In a field as busy as a chain of shops the rest is one line, which opens the list.
const shownInField = 4;

interface Props {
  touchpoints: Touchpoint[];
  volumes: Map<string, TouchpointVolume>;
  open(touchpoint: string): void;
  list(filter: { channel: string; stage: string }): void;
}

export function JourneyMap({ touchpoints, volumes, open, list }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const numbers = useNumbers();
  const touches = (some: Touchpoint[]) => some.reduce((sum, { id }) => sum + (volumes.get(id)?.touches ?? 0), 0);
  const used = touchpoints.filter(({ state }) => state !== "archived");
  const columns: Stage[] = [...stages, ...(used.some(({ stage }) => !stage) ? ([""] as const) : [])];
  const rows = [...new Set(used.map(({ channel }) => channel))]
    .map((channel) => ({ channel, all: used.filter((one) => one.channel === channel) }))
    .sort((a, b) => touches(b.all) - touches(a.all));
  const most = Math.max(1, ...used.map(({ id }) => volumes.get(id)?.touches ?? 0));
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t("touchpoints.map.label")}>
      <table className={styles.map}>
        <thead>
          <tr>
            <th scope="col">{t("touchpoints.columns.channel")}</th>
            {columns.map((stage) => (
              <th key={stage} scope="col">
                {stage ? words.stage(stage) : t("touchpoints.map.no_stage")}
                <small>{numbers.compact(touches(used.filter((one) => (one.stage ?? "") === stage)))}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ channel, all }) => (
            <tr key={channel}>
              <th scope="row">
                <Channel channel={channel} />
                <small>{numbers.compact(touches(all))}</small>
              </th>
              {columns.map((stage) => {
                const here = all
                  .filter((one) => (one.stage ?? "") === stage)
                  .sort((a, b) => (volumes.get(b.id)?.touches ?? 0) - (volumes.get(a.id)?.touches ?? 0));
                const rest = here.length - shownInField;
                return (
                  <td key={stage} data-label={stage ? words.stage(stage) : t("touchpoints.map.no_stage")}>
                    {here.slice(0, shownInField).map((one) => (
                      <Place key={one.id} touchpoint={one} volume={volumes.get(one.id)} most={most} open={open} />
                    ))}
                    {rest > 0 && (
                      <button type="button" className={styles.rest} onClick={() => list({ channel, stage })}>
                        {t("touchpoints.map.more", { count: rest })}
                      </button>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Place({ touchpoint, volume, most, open }: { touchpoint: Touchpoint; volume: TouchpointVolume | undefined; most: number; open(id: string): void }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const names = useTouchpointNames();
  const count = volume?.touches ?? 0;
  return (
    <Tooltip title={t("touchpoints.map.of_28_days", { count, shown: numbers.count(count) })} mouseEnterDelay={0.3}>
      <button type="button" className={styles.place} onClick={() => open(touchpoint.id)} data-quiet={count === 0 || undefined}>
        <span>{names(touchpoint.id)}</span>
        {touchpoint.state === "draft" ? <Tag tone="warn">{t("touchpoints.draft")}</Tag> : <strong>{numbers.compact(count)}</strong>}
        <i style={{ width: `${(100 * Math.sqrt(count)) / Math.sqrt(most)}%` }} aria-hidden="true" />
      </button>
    </Tooltip>
  );
}
