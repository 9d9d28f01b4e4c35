import { shortcutOf } from './shortcut';

const press = (key: string, more: object = {}) => ({
  key,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  target: null,
  ...more,
});
const inside = (selector: string) => ({ closest: (asked: string) => (asked.includes(selector) ? {} : null) });

describe('what a key press means as a shortcut', () => {
  it('is its key, in whatever case', () => {
    expect(shortcutOf(press('a'))).toBe('a');
    expect(shortcutOf(press('A'))).toBe('a');
    expect(shortcutOf(press('ArrowDown'))).toBe('ArrowDown');
  });

  it.each(['INPUT', 'TEXTAREA', 'SELECT'])('is nothing while %s is typed into', (tagName) => {
    expect(shortcutOf(press('d', { target: { tagName } }))).toBeUndefined();
    expect(shortcutOf(press('d', { target: { isContentEditable: true } }))).toBeUndefined();
  });

  it('is nothing while an input method composes a character', () => {
    expect(shortcutOf(press('a', { isComposing: true }))).toBeUndefined();
    expect(shortcutOf(press('Process'))).toBeUndefined();
  });

  it.each(['[role=dialog]', '[role=menu]', '[role=combobox]'])('is nothing inside %s', (selector) => {
    expect(shortcutOf(press('r', { target: inside(selector) }))).toBeUndefined();
  });

  it.each(['ctrlKey', 'altKey', 'metaKey'])('leaves what comes with %s to the browser', (held) => {
    expect(shortcutOf(press('r', { [held]: true }))).toBeUndefined();
  });
});
