import type { EntityManager } from 'typeorm';
import { localDate } from '#service/calendar/local-time.js';
import { readRules } from '#service/rules/policy.store.js';
import { oneByOne } from '#service/timer/counties.js';
import type { Claimed } from '../delivery/attempt.js';
import { personOf } from './person.js';
import { afterQuiet } from './quiet.js';
import { type ReachRules } from './reach.js';
import { personKey, postpone, readChoices } from './reach.store.js';
import { reachRules } from './reach-rules.js';

/** Scope of the rules that hold where no county says anything else. */
const NATION = '000000';

/**
 * Of what a worker has claimed, what may be sent now. A retry or a fall-back may have come due in the quiet hours, and a
 * person may have chosen others since: such a delivery goes back and waits for their end, which counts as no attempt.
 */
export async function stillMeant(tx: EntityManager, claimed: readonly Claimed[], now: Date): Promise<Claimed[]> {
  const patient = claimed.filter((one) => !isPressing(one) && one.channel !== 'webhook');
  if (patient.length === 0) return [...claimed];
  const rulesOf = await quietRules(tx, [...new Set(patient.map((one) => one.county))], localDate(now));
  const people = patient.flatMap(({ county, recipient }) => {
    const practitioner = personOf(recipient);
    return practitioner ? [{ county, practitioner }] : [];
  });
  const choices = await readChoices(tx, people);
  const until = new Map<string, Date>();
  for (const { id, county, recipient } of patient) {
    const choice = choices.get(personKey({ county, practitioner: personOf(recipient) ?? '' }));
    const over = afterQuiet(now, choice?.quiet ?? rulesOf(county).quiet);
    if (over > now) until.set(id, over);
  }
  const later = patient.filter(({ id }) => until.has(id));
  await postpone(
    tx,
    later.map(({ county, id }) => ({ county, id, until: until.get(id)! })),
  );
  return claimed.filter(({ id }) => !until.has(id));
}

/** What cannot be read of one county must not hold up the letters of all others: there the quiet hours of the nation hold. */
async function quietRules(tx: EntityManager, counties: readonly string[], day: string) {
  const asked = [...new Set([NATION, ...counties])].map((county) => ({ county }));
  const { done } = await oneByOne('delivery-quiet', asked, async ({ county }): Promise<[string, ReachRules]> => {
    return [county, reachRules(await readRules(tx, county), county, day)];
  });
  const known = new Map(done);
  return (county: string): ReachRules => (known.get(county) ?? known.get(NATION))!;
}

const isPressing = ({ urgency, notice: { facts } }: Claimed): boolean =>
  urgency === 'urgent' || facts.urgencyClass === 'U1' || facts.urgencyClass === 'U2';
