import { Instant, Text } from '#service/openapi/fields.js';

/** `POST …/no-shows`: the patient did not come (T18); on the way down after three failed attempts. */
export class NoShow {
  @Text(1, 500, 'Did not answer at the desk', { optional: true }) text?: string;
}

/** `POST …/contact-attempts`: the primary team did not reach the patient (F02). */
export class ContactAttempt {
  @Text(1, 500, 'Nobody at home', { optional: true }) text?: string;
}

/** `POST …/departures`: the patient leaves the hospital that hands him back (F01, V15). */
export class Departure {
  /** When; now if left out. */
  @Instant('2026-03-12T10:30:00+08:00', { optional: true }) at?: string;
}
