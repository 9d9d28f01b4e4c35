import { Injectable } from '@nestjs/common';
import { recordAccess } from '#service/audit/access-log.js';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { Database } from '#service/database/database.js';
import { notFound } from '#service/problem/problem.js';
import { Encounter } from './encounter.entity.js';
import type { EpisodeView } from './episode.dto.js';
import { Episode } from './episode.entity.js';
import { legsOf } from './episode.store.js';
import { type Responsibility, responsibilityOf } from './responsibility.store.js';
import { lineOf } from './visit.js';

/** Courses of care. */
@Injectable()
export class Episodes {
  constructor(private readonly database: Database) {}

  /** Visits and referrals of one course of care, as far as the caller may see them; recorded. @throws Problem 404 */
  async read(caller: Principal, id: string): Promise<EpisodeView> {
    const { county } = caller;
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const episode = await tx.findOneBy(Episode, { county, id });
      if (!episode) throw notFound();
      const { patientId, institution, openedAt } = episode;
      await recordAccess(tx, caller, { subject: 'patient', subjectId: patientId, purpose: 'treatment', at: now });
      const visits = await tx.find(Encounter, {
        where: { county, episodeId: id },
        order: { visitedAt: 'ASC', id: 'ASC' },
      });
      const legs = await legsOf(tx, county, id);
      const owner = await responsibilityOf(tx, county, id, now);
      return {
        id,
        patientId,
        institution,
        openedAt: openedAt.toISOString(),
        visits: visits.map(lineOf),
        legs,
        ...ownerView(owner),
      };
    });
  }
}

function ownerView(owner: Responsibility | undefined): Pick<EpisodeView, 'firstContactResponsibility'> {
  if (!owner) return {};
  const { institution, since, referralId } = owner;
  const acceptedBy = referralId ? { referralId } : {};
  return { firstContactResponsibility: { institution, since: since.toISOString(), ...acceptedBy } };
}
