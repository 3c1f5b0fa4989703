/**
 * The look of the house: one palette a mode, from which both Ant Design's tokens and our own CSS variables are made,
 * so that a component and a stylesheet cannot disagree. Quiet: warm greys, one accent, hairlines instead of shadows.
 * One more colour: add it to `Palette` and both modes; it becomes `--name` in CSS by itself.
 */
import { theme as antTheme } from "antd";
import type { ThemeConfig } from "antd";

export type Mode = "light" | "dark";

interface Palette {
  bg: string;
  surface: string;
  raised: string;
  sunken: string;
  line: string;
  text: string;
  muted: string;
  faint: string;
  accent: string;
  accentText: string;
  accentSoft: string;
  link: string;
  good: string;
  warn: string;
  warnSoft: string;
  bad: string;
  /** On a button of that colour. */
  badText: string;
  badSoft: string;
}

export const palettes: Record<Mode, Palette> = {
  light: {
    bg: "#f6f6f4",
    surface: "#ffffff",
    raised: "#ffffff",
    sunken: "#f1f1ee",
    line: "#e4e4df",
    text: "#1d211f",
    muted: "#585f5b",
    faint: "#626965",
    accent: "#1d6b62",
    accentText: "#ffffff",
    accentSoft: "#e3efec",
    link: "#17635a",
    good: "#2b6e3f",
    warn: "#8a5a00",
    warnSoft: "#fbf1dc",
    bad: "#b3372b",
    badText: "#ffffff",
    badSoft: "#fbe9e6",
  },
  dark: {
    bg: "#131615",
    surface: "#1a1e1c",
    raised: "#212624",
    sunken: "#161a18",
    line: "#2d3330",
    text: "#e6e9e7",
    muted: "#a6aeaa",
    faint: "#98a09c",
    accent: "#62bfb1",
    accentText: "#06201c",
    accentSoft: "#1d3631",
    link: "#76cbbe",
    good: "#7cc48f",
    warn: "#e0b25c",
    warnSoft: "#362c17",
    bad: "#ef8f84",
    badText: "#250b08",
    badSoft: "#3a211e",
  },
};

export const fontFamily =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", Roboto, "Helvetica Neue", Arial, sans-serif';

export function antThemeFor(mode: Mode, motion: boolean): ThemeConfig {
  const colors = palettes[mode];
  return {
    algorithm: mode === "dark" ? antTheme.darkAlgorithm : antTheme.defaultAlgorithm,
    cssVar: { key: "rapport" },
    hashed: false,
    token: {
      fontFamily,
      fontSize: 14,
      borderRadius: 8,
      borderRadiusLG: 10,
      borderRadiusSM: 6,
      controlHeight: 36,
      motion,
      motionDurationMid: "0.12s",
      motionDurationSlow: "0.16s",
      colorPrimary: colors.accent,
      colorPrimaryHover: colors.link,
      colorPrimaryActive: colors.link,
      colorLink: colors.link,
      colorLinkHover: colors.accent,
      colorInfo: colors.accent,
      colorSuccess: colors.good,
      colorWarning: colors.warn,
      colorError: colors.bad,
      colorInfoBg: colors.accentSoft,
      colorInfoBorder: colors.accentSoft,
      colorWarningBg: colors.warnSoft,
      colorWarningBorder: colors.warnSoft,
      colorErrorBg: colors.badSoft,
      colorErrorBorder: colors.badSoft,
      colorText: colors.text,
      colorTextSecondary: colors.muted,
      colorTextTertiary: colors.faint,
      colorTextDescription: colors.muted,
      colorTextPlaceholder: colors.faint,
      colorBgLayout: colors.bg,
      colorBgContainer: colors.surface,
      colorBgElevated: colors.raised,
      colorBorder: colors.line,
      colorBorderSecondary: colors.line,
      colorSplit: colors.line,
      boxShadow: mode === "dark" ? "0 8px 28px rgb(0 0 0 / .5)" : "0 8px 28px rgb(20 30 26 / .12)",
      boxShadowSecondary: mode === "dark" ? "0 8px 28px rgb(0 0 0 / .5)" : "0 8px 28px rgb(20 30 26 / .12)",
    },
    components: {
      Button: { primaryColor: colors.accentText, dangerColor: colors.badText, primaryShadow: "none", defaultShadow: "none", dangerShadow: "none" },
      Segmented: { trackBg: colors.sunken, itemSelectedBg: colors.raised, itemColor: colors.muted },
      Select: { optionSelectedBg: colors.accentSoft },
      Tabs: { itemSelectedColor: colors.text, itemHoverColor: colors.text, itemColor: colors.muted },
      Tooltip: { colorBgSpotlight: "#2b312e", colorTextLightSolid: "#f3f5f4" },
    },
  };
}

/** Hands the palette to the stylesheets. */
export function applyMode(mode: Mode): void {
  const root = document.documentElement;
  root.dataset.theme = mode;
  root.style.colorScheme = mode;
  for (const [name, value] of Object.entries(palettes[mode])) {
    root.style.setProperty(`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, value);
  }
}
