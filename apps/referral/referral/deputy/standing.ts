import type { EntityManager } from 'typeorm';
import type { Principal } from '#service/auth/principal.js';
import { localDate } from '#service/calendar/local-time.js';
import type { Network } from '../../network/network.js';
import { NO_STANDING, type Standing } from '../machine/actors.js';
import type { ReferralRow } from '../store/referral.row.js';
import { represented } from './deputy.store.js';

/** What dated rows say about the caller: asked only of colleagues of the referring doctor. */
export async function standingOf(
  tx: EntityManager,
  caller: Principal,
  row: Pick<ReferralRow, 'fromInstitution' | 'fromPractitioner'>,
  network: Network,
  now: Date,
): Promise<Standing> {
  const colleague = caller.institution === row.fromInstitution && caller.practitioner !== row.fromPractitioner;
  if (!colleague) return NO_STANDING;
  const day = localDate(now);
  const signs = network.hasRight(caller.practitioner, caller.institution, 'refer-out', day);
  const teams = network.teamsOf(row.fromPractitioner, day);
  return {
    // Named while he could sign: who may refer no more stands for nobody.
    deputy: signs && (await represented(tx, caller, day)).includes(row.fromPractitioner),
    sameTeam: network.teamsOf(caller.practitioner, day).some((team) => teams.includes(team)),
  };
}
