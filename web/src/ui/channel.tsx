/** A channel as people recognise it at a glance: a steady colour and its word. */
import { useWords } from "./words";
import styles from "./channel.module.css";

// Related channels share a family of hues; the order is free. Text never relies on the colour alone.
const colors: Record<string, string> = {
  web: "#3f7fbf", shop: "#5b6fc7", app: "#5f93d6", h5: "#7ba3cf", form: "#6f9bd1", web_chat: "#2f9aa0", email: "#8a6bbf",
  sms: "#b0729f", voice: "#c26d4a", wechat_oa: "#4a9d5b", wechat_mini: "#6bb277", wecom: "#3a8f86", weibo: "#cf5f5a",
  douyin: "#6a7480", messenger: "#4f86d9", instagram: "#c0608f", whatsapp: "#4fae7a", telegram: "#4b9fcb", line: "#5cae4c",
  x: "#6b7176", store: "#c99a3c", kiosk: "#a98b4f", visit: "#b98a5c", event: "#d0804a", web_push: "#8f7fc9",
  mobile_push: "#7a6fb5", letter: "#9b8f7c", ad: "#c9715f", community: "#5a8f84", live: "#c4567a", webhook: "#7d8f99",
  other: "#8b928e",
};
// What came in before its touchpoint was known has no channel yet.
const unknown = "other";
const others = ["#7f8f5a", "#5a8f84", "#8f6f5a", "#6f6aa8", "#a85f7a"];

export function channelColor(code: string | null | undefined): string {
  const channel = code ?? unknown;
  const known = colors[channel];
  if (known) return known;
  let hash = 0;
  for (const letter of channel) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0;
  return others[hash % others.length] ?? "#7d8f99";
}

export function ChannelDot({ channel }: { channel: string }) {
  return <span className={styles.dot} style={{ background: channelColor(channel) }} aria-hidden="true" />;
}

export function Channel({ channel: code }: { channel: string | null | undefined }) {
  const { channel: word } = useWords();
  const channel = code ?? unknown;
  return (
    <span className={styles.channel}>
      <ChannelDot channel={channel} />
      {word(channel)}
    </span>
  );
}

/** The channels of a customer as one thin bar: which, and in what proportion. */
export function ChannelBar({ channels, label }: { channels: Record<string, number>; label: string }) {
  const { channel: word } = useWords();
  const entries = Object.entries(channels).filter(([, count]) => count > 0).sort((a, b) => b[1] - a[1]);
  const text = entries.map(([channel, count]) => `${word(channel)} ${count}`).join(", ");
  if (entries.length === 0) return null;
  return (
    <span className={styles.bar} role="img" aria-label={`${label}: ${text}`} title={text}>
      {entries.map(([channel, count]) => (
        <span key={channel} style={{ flexGrow: count, background: channelColor(channel) }} />
      ))}
    </span>
  );
}

/** Every channel the house knows, in the order people look for them. */
export const channelCodes = Object.keys(colors);
