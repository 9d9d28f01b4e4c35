/** Body of a command that needs no words: `{}` or nothing at all; whatever else is refused by name. */
export class NoBody {}
