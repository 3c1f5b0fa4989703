/**
 * Every key of the interface, in one place: what listens, what the help sheet tells, and which of two wins.
 *
 * One more: `useShortcuts(group, [...])` in the component it belongs to. It holds while the component is there, the help
 * sheet lists it by itself, and a page's own key goes before the shell's.
 */

export interface Shortcut {
  /** `j`, `?`, `shift+x`, `mod+k` (⌘ on a Mac, Ctrl elsewhere), or one after the other: `g t`. */
  keys: string;
  /** What it does, in the viewer's language, as the help sheet says it. */
  label: string;
  run(): void;
  /** Also while somebody types in a field or a dialog is open. Only for keys with `mod`. */
  anywhere?: boolean;
}

export interface ShortcutGroup {
  title: string;
  /** The shell's: listed first, and a page's own key goes before them. */
  everywhere?: boolean;
  shortcuts: readonly Shortcut[];
}

/** How long the second key of two may take. */
const sequenceMs = 1_500;
const storageKey = "rapport.single_keys";

export const onMac = /mac|iphone|ipad/i.test(navigator.platform);

let groups: readonly ShortcutGroup[] = [];
let begun = "";
let timer: number | undefined;
const listeners = new Set<() => void>();

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function changed(): void {
  listeners.forEach((notify) => notify());
}

/** All groups that listen now, the shell's first. */
export function registered(): readonly ShortcutGroup[] {
  return groups;
}

/** The function it answers takes the group away again. */
export function register(group: ShortcutGroup): () => void {
  groups = group.everywhere ? [group, ...groups] : [...groups, group];
  changed();
  return () => {
    groups = groups.filter((one) => one !== group);
    changed();
  };
}

/** Keys without a modifier can be switched off: who speaks to the computer, or rests a hand on it, would set them off. */
export function singleKeysOn(): boolean {
  return localStorage.getItem(storageKey) !== "off";
}

export function switchSingleKeys(on: boolean): void {
  if (on) localStorage.removeItem(storageKey);
  else localStorage.setItem(storageKey, "off");
  changed();
}

/** Runs what the key stands for. To be called for every keydown of the window. */
export function handle(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const key = nameOf(event);
  if (!key) return;
  const withModifier = key.startsWith("mod+");
  if (!withModifier && (!singleKeysOn() || isTyping(event.target) || isOwnKey(event))) return;
  const found = begun ? (find(`${begun} ${key}`) ?? find(key)) : find(key);
  forget();
  if (found) {
    if (!found.anywhere && (isDialogOpen() || isTyping(event.target))) return;
    event.preventDefault();
    found.run();
  } else if (!isDialogOpen() && groups.some(({ shortcuts }) => shortcuts.some(({ keys }) => keys.startsWith(`${key} `)))) {
    begun = key;
    timer = window.setTimeout(forget, sequenceMs);
  }
}

function forget(): void {
  begun = "";
  window.clearTimeout(timer);
}

/** A page goes before the shell, and what came last before what came first, so that a key may have a nearer meaning. */
function find(keys: string): Shortcut | undefined {
  return groups.findLast(({ shortcuts }) => shortcuts.some((one) => one.keys === keys))?.shortcuts.find((one) => one.keys === keys);
}

// What a Chinese input method sends for the same key.
const wide: Record<string, string> = { "？": "?", "／": "/", "，": ",", "。": "." };

function nameOf(event: KeyboardEvent): string | undefined {
  if (event.altKey) return undefined;
  const mod = onMac ? event.metaKey : event.ctrlKey;
  if (!mod && (event.ctrlKey || event.metaKey)) return undefined;
  // An input method that holds the key back still tells which one it was.
  const key = event.key === "Process" && event.code.startsWith("Key") ? event.code.slice(3) : (wide[event.key] ?? event.key);
  if (["Shift", "Control", "Meta", "Alt", "Process", "Dead", "Unidentified"].includes(key)) return undefined;
  const letter = /^[a-z]$/i.test(key);
  const named = letter ? `${event.shiftKey ? "shift+" : ""}${key.toLowerCase()}` : key;
  return mod ? `mod+${named}` : named;
}

const untyped = new Set(["checkbox", "radio", "button", "submit", "reset", "file", "color", "range", "image"]);

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !untyped.has(target.type);
  return target.isContentEditable || target.matches("textarea, select, [role=textbox], [role=combobox]") || target.closest("[role=menu], [role=listbox]") !== null;
}

/** Enter and the space bar belong to the button or link they are pressed on. */
function isOwnKey(event: KeyboardEvent): boolean {
  return (event.key === "Enter" || event.key === " ") && event.target instanceof HTMLElement && event.target.matches("a, button, input, summary, [role=button]");
}

function isDialogOpen(): boolean {
  return [...document.querySelectorAll("[role=dialog]")].some((dialog) => dialog.checkVisibility());
}
