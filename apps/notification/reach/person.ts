const PERSON = /^practitioner:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?::[^:]+)?$/i;

/** The practitioner behind the name of an audience, or of a delivery's recipient; undefined for a post. */
export function personOf(audience: string): string | undefined {
  return PERSON.exec(audience)?.[1];
}
