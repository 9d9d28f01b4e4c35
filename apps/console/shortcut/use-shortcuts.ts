import { useEffect, useRef, useState } from 'react';
import { type Shortcuts, shortcutOf } from './shortcut';

const KEPT = 'fenji-shortcuts';

/** Whether single keys act on this machine: whoever speaks to the computer, or types with tremor, turns them off (WCAG 2.1.4). */
export function useShortcutSwitch(): [on: boolean, turn: (on: boolean) => void] {
  const [on, setOn] = useState(() => localStorage.getItem(KEPT) !== 'off');
  const turn = (to: boolean) => {
    localStorage.setItem(KEPT, to ? 'on' : 'off');
    setOn(to);
  };
  return [on, turn];
}

/** Listens to the whole screen while it is on. */
export function useShortcuts(shortcuts: Shortcuts, on: boolean): void {
  const now = useRef(shortcuts);
  useEffect(() => {
    now.current = shortcuts;
  });
  useEffect(() => {
    if (!on) return undefined;
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const key = shortcutOf(event);
      const act = key === undefined ? undefined : now.current[key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [on]);
}
