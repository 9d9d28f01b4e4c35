/** What a key means on a screen; keys as `KeyboardEvent.key` says them. */
export type Shortcuts = Readonly<Record<string, () => void>>;

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly isComposing?: boolean;
  readonly target: unknown;
}

interface Where {
  /** Upper-case, as the document says it. */
  readonly tagName?: string;
  readonly isContentEditable?: boolean;
  closest?(selector: string): unknown;
}

const TYPED_INTO = ['INPUT', 'TEXTAREA', 'SELECT'];

/**
 * The key that a press means as a shortcut; undefined where it belongs to somebody else: to what is being typed into, to an
 * input method in the middle of a character, to an open dialog or list of choices, or to the browser.
 */
export function shortcutOf({ key, ctrlKey, altKey, metaKey, isComposing, target }: Pressed): string | undefined {
  if (ctrlKey || altKey || metaKey || isComposing || key === 'Process') return undefined;
  const where = (target ?? {}) as Where;
  if (where.isContentEditable || TYPED_INTO.includes(where.tagName ?? '')) return undefined;
  if (where.closest?.('[role=dialog],[role=menu],[role=combobox],[role=tablist]')) return undefined;
  return key.length === 1 ? key.toLowerCase() : key;
}
