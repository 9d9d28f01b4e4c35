/** Query of a list that is short and has no filters: whatever is asked of it is refused by name. */
export class NoQuery {}
