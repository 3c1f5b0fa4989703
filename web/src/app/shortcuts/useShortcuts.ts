/** Keys of a component, for as long as it is on the screen. */
import { useEffect, useRef, useSyncExternalStore } from "react";
import { handle, register, registered, singleKeysOn, subscribe } from "./registry";
import type { Shortcut, ShortcutGroup } from "./registry";

/**
 * `useShortcuts(t("customers.title"), [{ keys: "j", label: t("customers.keys.next"), run: next }])`. The array may be made
 * anew at each rendering; what runs is always the newest.
 */
export function useShortcuts(group: string, shortcuts: readonly Shortcut[], everywhere = false): void {
  const newest = useRef(shortcuts);
  useEffect(() => {
    newest.current = shortcuts;
  });
  // Only what the help sheet shows makes a new registration.
  const shown = JSON.stringify([group, shortcuts.map(({ keys, label, anywhere }) => ({ keys, label, anywhere: anywhere ?? false }))]);
  useEffect(() => {
    const [title, listed] = JSON.parse(shown) as [string, Omit<Shortcut, "run">[]];
    return register({
      title,
      everywhere,
      shortcuts: listed.map((one) => ({ ...one, run: () => newest.current.find(({ keys }) => keys === one.keys)?.run() })),
    });
  }, [shown, everywhere]);
}

/** What listens now, for the help sheet. */
export function useRegistered(): readonly ShortcutGroup[] {
  return useSyncExternalStore(subscribe, registered);
}

export function useSingleKeys(): boolean {
  return useSyncExternalStore(subscribe, singleKeysOn);
}

/** The one listener; the shell has it. */
export function useKeyListener(): void {
  useEffect(() => {
    window.addEventListener("keydown", handle);
    return () => window.removeEventListener("keydown", handle);
  }, []);
}
