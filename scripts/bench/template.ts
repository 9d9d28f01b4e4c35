/** A text with slots, made from an example: the values that stood in it become the names of slots. */
export class Template {
  /** Odd places name a slot. */
  private constructor(private readonly pieces: readonly string[]) {}

  /** @param slots value in the example → name of the slot */
  static of(example: string, slots: ReadonlyMap<string, string>): Template {
    const found = [...slots.keys()].map((value) => value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const pieces = example.split(new RegExp(`(${found.join('|')})`));
    return new Template(pieces.map((piece, at) => (at % 2 ? (slots.get(piece) ?? piece) : piece)));
  }

  /** The text with a value in each slot. */
  fill(valueIn: (slot: string) => string): string {
    if (this.pieces.length === 1) return this.pieces[0] ?? '';
    return this.pieces.map((piece, at) => (at % 2 ? valueIn(piece) : piece)).join('');
  }
}
