/** Which customers are chosen: one by one, or all that the list comes to, those beyond what is loaded too. */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";

export interface Selection {
  /** How many were chosen one by one. */
  count: number;
  ids: string[];
  /** All that match. */
  all: boolean;
  has(id: string): boolean;
  toggle(id: string): void;
  /** With `among`, everything between this one and the one chosen before it. */
  select(id: string, on: boolean, among?: string[]): void;
  add(ids: string[]): void;
  chooseAll(): void;
  clear(): void;
}

/** `of` says what is listed: with another list, another choice begins. */
export function useSelection(of: string): Selection {
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const [all, setAll] = useState(false);
  const before = useRef<string>(undefined);
  const clear = useCallback(() => {
    choose(new Set());
    setAll(false);
  }, []);
  useEffect(clear, [of, clear]);

  const select = useCallback((id: string, on: boolean, among?: string[]) => {
    const from = before.current && among ? among.indexOf(before.current) : -1;
    const to = among?.indexOf(id) ?? -1;
    const span = among && from >= 0 && to >= 0 ? among.slice(Math.min(from, to), Math.max(from, to) + 1) : [id];
    before.current = id;
    setAll(false);
    choose((held) => {
      const next = new Set(held);
      for (const one of span) {
        if (on) next.add(one);
        else next.delete(one);
      }
      return next;
    });
  }, []);
  const toggle = useCallback((id: string) => {
    before.current = id;
    setAll(false);
    choose((held) => {
      const next = new Set(held);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  const add = useCallback((ids: string[]) => {
    setAll(false);
    choose((held) => new Set([...held, ...ids]));
  }, []);
  const chooseAll = useCallback(() => setAll(true), []);

  return useMemo(
    () => ({ count: chosen.size, ids: [...chosen], all, has: (id) => all || chosen.has(id), toggle, select, add, chooseAll, clear }),
    [chosen, all, toggle, select, add, chooseAll, clear],
  );
}
