/** Moving through the list by keys, wherever on the page one is, but for fields, menus and dialogs, which keep their own. */
import { useEffect, useRef } from "react";
import type { RefObject } from "react";

interface Keys {
  list: RefObject<HTMLElement | null>;
  count: number;
  focus(index: number): void;
  choose(index: number): void;
}

const own = "input:not([type=checkbox]), textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox]";

export function useListKeys(keys: Keys): void {
  const held = useRef(keys);
  held.current = keys;
  const place = useRef(-1);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const { list, count, focus, choose } = held.current;
      const target = event.target instanceof HTMLElement ? event.target : document.body;
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const inSearch = target.matches("[data-list-search]");
      if (!inSearch && target.closest(own)) return;
      const within = list.current?.contains(target) ?? false;
      const at = target.closest<HTMLElement>("[data-index]")?.dataset["index"];
      if (within && at !== undefined) place.current = Number(at);
      const arrow = within || inSearch;
      if (inSearch && event.key !== "ArrowDown") return;
      const to =
        event.key === "j" || (arrow && event.key === "ArrowDown") ? (inSearch ? 0 : place.current + 1)
        : event.key === "k" || (arrow && event.key === "ArrowUp") ? place.current - 1
        : within && event.key === "Home" ? 0
        : within && event.key === "End" ? count - 1
        : undefined;
      if (to !== undefined) {
        event.preventDefault();
        if (count === 0) return;
        place.current = Math.min(Math.max(to, 0), count - 1);
        focus(place.current);
      } else if (event.key === "x" && place.current >= 0) {
        event.preventDefault();
        choose(place.current);
      }
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
}
