/** A policy's value as a person reads it. */
export function said(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What was typed as the API takes it: a number, a truth value, a list or table, else the text itself. */
export function readTyped(typed: string): unknown {
  const text = typed.trim();
  if (!/^(-?\d|true$|false$|\[|\{)/.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
