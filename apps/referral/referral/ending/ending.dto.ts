import { Text } from '#service/openapi/fields.js';

/** `POST …/reopenings`: the missed patient is to be placed once more (T19). */
export class Reopening {
  @Text(1, 500, 'Had no transport, wants to come next week', { optional: true }) text?: string;
}
