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
    session: rowOf(mine, 'reservation-insert')['session_id'] as string,
  };
}

/** The value for a slot of {@link exampleOf}. @param born ids made so far for this referral, by slot */
export function valueFor(slot: string, one: Particulars, born: Map<string, string>, newId: () => string): string {
  if (slot === 'seat') return seatText(one.seat);
  if (slot in one) return one[slot as Exclude<keyof Particulars, 'seat'>];
  const id = born.get(slot) ?? newId();
  born.set(slot, id);
  return id;
}

function slotsOf(transactions: readonly RecordedTransaction[], since: number): Map<string, string> {
  const referral = rowOf(transactions, 'referral-insert');
  const reservation = rowOf(transactions, 'reservation-insert');
  const known: Record<keyof Particulars, unknown> = {
    referralNo: referral['referral_no'],
    patientId: referral['patient_id'],
    episodeId: referral['episode_id'],
    visitId: referral['first_visit_encounter_id'],
    institution: referral['from_institution'],
    practitioner: referral['from_practitioner'],
    session: reservation['session_id'],
    seat: seatText(reservation['seat'] as number),
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

const seatText = (seat: number) => `"seat":${seat},`;

/** Milliseconds since 1970 of a UUID v7, else 0. */
function bornAt(id: string): number {
  return id[14] === '7' ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : 0;
}

/** The one row that the statement `name` wrote, from its JSON. */
function rowOf(transactions: readonly RecordedTransaction[], name: string): Record<string, unknown> {
  const statement = transactions.flatMap(({ statements }) => statements).find((one) => one.name === name);
  const [row] = JSON.parse(statement?.values[0] ?? '[]') as Record<string, unknown>[];
  if (!row) throw new Error(`The recorded referral has no ${name}`);
  return row;
}

function textOf({ statements }: RecordedTransaction): string {
  return statements.flatMap(({ text, values }) => [text, ...values]).join('\n');
}

function replayable({ name, text, values }: RecordedStatement, slots: ReadonlyMap<string, string>): Replayable {
  return {
    ...(name && { name }),
    text: Template.of(text, slots),
    values: values.map((value) => (value === null ? null : Template.of(value, slots))),
  };
}
