/** One way to encrypt; both authenticate the context together with the text. */
export interface Profile {
  /** Length of the derived key in bytes. */
  readonly keyLength: number;
  seal(key: Buffer, context: string, text: string): Buffer;
  /** @throws Error when anything was changed */
  open(key: Buffer, context: string, sealed: Buffer): string;
}
