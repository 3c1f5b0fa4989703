/**
 * Putting a list in order by its handles: dragged with a pointer or a finger, or moved with the arrow keys. The list moves while
 * it is dragged; what moved is said aloud.
 */
import { useEffect, useRef, useState } from "react";
import type { KeyboardEvent, PointerEvent } from "react";

const handleMark = "data-reorder";

interface Reorder {
  list: React.RefObject<HTMLOListElement | null>;
  /** The one that is being dragged. */
  dragging: number | undefined;
  /** Where the last one went, counted from 1; for a live region. */
  movedTo: number | undefined;
  handle(index: number): {
    "data-reorder": true;
    onPointerDown(event: PointerEvent<HTMLElement>): void;
    onKeyDown(event: KeyboardEvent<HTMLElement>): void;
  };
}

export function useReorder(count: number, move: (from: number, to: number) => void): Reorder {
  const list = useRef<HTMLOListElement>(null);
  const latest = useRef(move);
  const refocus = useRef<number>(undefined);
  const [dragging, setDragging] = useState<number>();
  const [movedTo, setMovedTo] = useState<number>();

  useEffect(() => {
    latest.current = move;
    if (refocus.current === undefined) return;
    list.current?.children[refocus.current]?.querySelector<HTMLElement>(`[${handleMark}]`)?.focus();
    refocus.current = undefined;
  });

  const go = (from: number, to: number) => {
    if (to < 0 || to >= count || to === from) return;
    latest.current(from, to);
    setMovedTo(to + 1);
  };

  const drag = (index: number, event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.focus();
    let at = index;
    setDragging(at);
    const follow = ({ clientY }: globalThis.PointerEvent) => {
      const items = [...(list.current?.children ?? [])];
      const above = items.filter((item, place) => {
        const { top, height } = item.getBoundingClientRect();
        return place !== at && top + height / 2 < clientY;
      });
      const to = above.length;
      if (to === at) return;
      refocus.current = to;
      go(at, to);
      at = to;
      setDragging(at);
    };
    const end = () => {
      setDragging(undefined);
      window.removeEventListener("pointermove", follow);
      window.removeEventListener("pointerup", end);
      window.removeEventListener("pointercancel", end);
    };
    window.addEventListener("pointermove", follow);
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
  };

  return {
    list,
    dragging,
    movedTo,
    handle: (index) => ({
      [handleMark]: true,
      onPointerDown: (event) => drag(index, event),
      onKeyDown: (event) => {
        const to = event.key === "ArrowUp" ? index - 1 : event.key === "ArrowDown" ? index + 1 : undefined;
        if (to === undefined) return;
        event.preventDefault();
        refocus.current = Math.max(0, Math.min(count - 1, to));
        go(index, to);
      },
    }),
  };
}
