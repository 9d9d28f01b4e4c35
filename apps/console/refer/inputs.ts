/** The inputs of the form by their paths, each named after its field of the API. */
type Path = (string | number)[];

/** The inputs that a change is about: an input may stand for a whole part, or for what the part holds. */
export function inputsOf(change: unknown, parent: Path = []): Path[] {
  if (typeof change !== 'object' || change === null || Array.isArray(change)) return [];
  return Object.entries(change).flatMap(([name, part]) => {
    const path = [...parent, name];
    return [path, ...inputsOf(part, path)];
  });
}

/** The input of a path that an answer of the API names: places in a list are numbers. */
export function inputAt(path: readonly string[]): Path {
  return path.map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** Leads to an input and puts the cursor there. */
export function goTo(path: readonly string[]): void {
  // The input may stand in a part that is folded, and appears with its fault.
  requestAnimationFrame(() => {
    const found = document.getElementById(`refer_${path.join('_')}`);
    found?.closest('details')?.setAttribute('open', '');
    found?.scrollIntoView({ block: 'center' });
    const input = found?.matches('input, textarea, button')
      ? found
      : found?.querySelector<HTMLElement>('input, textarea');
    (input ?? found)?.focus();
  });
}
