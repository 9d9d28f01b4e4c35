import type { Case } from './cases.js';
import type { RecordedStatement, RecordedTransaction } from './recording.js';
import { Template } from './template.js';

/** A statement that can be run for any referral. */
export interface Replayable {
  readonly name?: string;
  readonly text: Template;
  readonly values: readonly (Template | null)[];
}

export interface ReplayableTransaction {
  readonly service: string;
  readonly statements: readonly Replayable[];
}

/** The four transactions of one referral from POST to offer. */
export interface Example {
  readonly transactions: readonly ReplayableTransaction[];
  /** Session in which the example took its seat. */
  readonly session: string;
}

/** What is different in every referral. Ids that are born in it are not named here: each gets a slot of its own. */
export interface Particulars extends Omit<Case, 'account'> {
  readonly referralNo: string;
  readonly session: string;
  readonly seat: number;
  /** The receiving desk's audience. */
  readonly desk: string;
}

/** Numbers are taken in blocks: nearly all referrals do without this one. */
const RARE = 'referral-number-take';
const TAKE_SEAT = 'reservation-insert';

/**
 * Finds the four transactions in what was recorded while one referral went from POST to offer, and what in them belongs
 * to that referral. @param since time before its POST: a UUID v7 made later was born in it
 */
export function exampleOf(recorded: readonly RecordedTransaction[], referralId: string, since: number): Example {
  const all = recorded.filter((transaction) => textOf(transaction).includes(referralId));
  // Notification is told twice, of the submission and of the offer: the offer counts.
  const mine = all.filter(({ service }, at) => service !== 'notification' || at === all.length - 1);
  const services = mine.map(({ service }) => service).join(' ');
  if (services !== 'referral reservation referral notification')
    throw new Error(`The recorded referral went another way than known: ${services}`);
  const slots = slotsOf(mine, since);
  return {
    transactions: mine.map(({ service, statements }) => ({
      service,
      statements: statements.filter(({ name }) => name !== RARE).map((statement) => replayable(statement, slots)),
    })),
    session: columnOf(statementOf(mine, TAKE_SEAT), 'session_id'),
  };
}

/** The value for a slot of {@link exampleOf}. @param born ids made so far for this referral, by slot */
export function valueFor(slot: string, one: Particulars, born: Map<string, string>, newId: () => string): string {
  if (slot === 'seat') return `{${one.seat}}`;
  if (slot in one) return one[slot as Exclude<keyof Particulars, 'seat'>];
  const id = born.get(slot) ?? newId();
  born.set(slot, id);
  return id;
}

function slotsOf(transactions: readonly RecordedTransaction[], since: number): Map<string, string> {
  const referral = rowOf(statementOf(transactions, 'referral-insert'));
  const known: Record<Exclude<keyof Particulars, 'seat'>, unknown> = {
    referralNo: referral['referral_no'],
    patientId: referral['patient_id'],
    episodeId: referral['episode_id'],
    visitId: referral['first_visit_encounter_id'],
    institution: referral['from_institution'],
    practitioner: referral['from_practitioner'],
    session: columnOf(statementOf(transactions, TAKE_SEAT), 'session_id'),
    desk: `desk:${referral['to_county']}:${referral['to_institution']}`,
  };
  const slots = new Map(Object.entries(known).map(([slot, value]) => [String(value), slot]));
  for (const [id] of transactions
    .map(textOf)
    .join('\n')
    .matchAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g)) {
    if (!slots.has(id) && bornAt(id) >= since) slots.set(id, `born ${slots.size}`);
  }
  return slots;
}

/** Milliseconds since 1970 of a UUID v7, else 0. */
function bornAt(id: string): number {
  return id[14] === '7' ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : 0;
}

function statementOf(transactions: readonly RecordedTransaction[], name: string): RecordedStatement {
  const statement = transactions.flatMap(({ statements }) => statements).find((one) => one.name === name);
  if (!statement) throw new Error(`The recorded referral has no ${name}`);
  return statement;
}

/** The one row of a statement that writes rows from JSON. */
function rowOf({ name, values }: RecordedStatement): Record<string, unknown> {
  const [row] = JSON.parse(values[0] ?? '[]') as Record<string, unknown>[];
  if (!row) throw new Error(`The recorded ${name} has no row`);
  return row;
}

/** Where a column stands among the values of a statement that writes one array for each: `INSERT INTO … (a, b) …`. */
function placeOf({ name, text }: RecordedStatement, column: string): number {
  const place = /\(([^)]*)\)/.exec(text)?.[1]?.split(', ').indexOf(column) ?? -1;
  if (place < 0) throw new Error(`The recorded ${name} has no column ${column}`);
  return place;
}

/** The value of the one row in a column: `{9}` is 9. */
const columnOf = (statement: RecordedStatement, column: string): string =>
  statement.values[placeOf(statement, column)]?.slice(1, -1) ?? '';

function textOf({ statements }: RecordedTransaction): string {
  return statements.flatMap(({ text, values }) => [text, ...values]).join('\n');
}

function replayable(statement: RecordedStatement, slots: ReadonlyMap<string, string>): Replayable {
  const { name, text, values } = statement;
  // Other numbers look like that of the seat: it is known by its place alone.
  const seatAt = name === TAKE_SEAT ? placeOf(statement, 'seat') : -1;
  return {
    ...(name && { name }),
    text: Template.of(text, slots),
    values: values.map((value, at) => {
      if (value === null) return null;
      return Template.of(value, at === seatAt ? new Map([[value, 'seat']]) : slots);
    }),
  };
}
