import { localDate } from '#service/calendar/local-time.js';
import { fireOn, onceLater, otherTimes } from '#service/escalation/ladder.js';
import type { Network } from '../network/network.js';
import { termsAt } from '../referral/deadline/terms.js';
import { type Addressee, leadOfHouse, postOn, type Side } from '../referral/escalation/addressee.js';
import type { Rung } from '../referral/escalation/ladder.js';
import type { Teleconsultation } from './teleconsultation.js';

/** One rung as it is told. */
export interface ToldRung {
  rung: Rung;
  to: Addressee;
}

/**
 * What is due of one question whose owner is late. It climbs the ladder of the other deadlines (domain §6); how often a rung
 * is told again depends on its class. Pure.
 */
export function tellLate(
  row: Teleconsultation,
  network: Network,
  now: Date,
): { row: Teleconsultation; told: ToldRung[] } {
  const { county, toInstitution, urgencyClass, escalation } = row;
  const { limit, calendar } = termsAt(network, { county, institution: toInstitution }, now);
  if (!escalation) return { row: { ...row, alertAt: null }, told: [] };
  const times = otherTimes(escalation.dueAt, (rung) => limit(`escalate.${rung}.other`), calendar);
  const repeat = limit(`teleconsultation.repeat.${urgencyClass}`);
  const fired = fireOn({ times, repeat, now, calendar }, escalation);
  const climb = fired?.climb ?? onceLater(escalation, now);
  const alertAt = climb.nextAt === null ? null : new Date(climb.nextAt);
  if (!fired) return { row: { ...row, escalation: climb, alertAt }, told: [] };
  const side = sideOf(row);
  const lead = leadOfHouse(side.institution, network, localDate(now)) ?? side.institution;
  const own = { role: row.ownerRole ?? 'hospital-doctor', ...side };
  const told = fired.rungs.map((rung) => ({
    rung,
    to: postOn({ rung, repeat: fired.repeat }, side, { own, lead, network }),
  }));
  return { row: { ...row, escalation: climb, alertAt, alerts: row.alerts + 1 }, told };
}

/** With whom it is stuck: the house that was asked, or the asker's where it was returned. */
function sideOf({ state, county, fromInstitution, toCounty, toInstitution, toDepartment }: Teleconsultation): Side {
  if (state === 'returned') return { county, institution: fromInstitution };
  return { county: toCounty, institution: toInstitution, department: toDepartment };
}
