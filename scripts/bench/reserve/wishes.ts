import { v7 } from 'uuid';
import { DAY_MS, HOUR_MS, localDate, plusDays } from '#service/calendar/local-time.js';
import type { Draft } from '../../../apps/reservation/supply/publication.js';
import type { Session } from '../../../apps/reservation/supply/session.entity.js';
import type { Wish } from '../../../apps/reservation/unit/door.js';
import { COUNTY, HOSPITAL } from './ground.js';

export const CARDIOLOGY = '03.04';

/** An expert's morning, three days ahead. */
export function morning(capacity: number, change: Partial<Draft> = {}): Draft {
  const date = plusDays(localDate(new Date()), 3);
  return {
    externalId: v7(),
    pool: 'expert-slot',
    group: CARDIOLOGY,
    startsAt: new Date(`${date}T08:00:00+08:00`),
    endsAt: new Date(`${date}T12:00:00+08:00`),
    place: 'Outpatient building',
    capacity,
    ...change,
  };
}

/** A family doctor's new referral that asks for a unit of the group around the session's time, as its event arrives. */
export function familyWish({ group, startsAt }: Pick<Session, 'group' | 'startsAt'>): Wish {
  const id = v7();
  return {
    kind: 'referral',
    arrived: {
      envelope: { id: v7(), county: COUNTY, aggregateVersion: 1 },
      data: {
        referralId: id,
        referralNo: `${COUNTY}${id}`,
        referralCounty: COUNTY,
        patientId: v7(),
        episodeId: v7(),
        direction: 'up',
        urgencyClass: 'U3',
        fromState: 'draft',
        toState: 'submitted',
        transition: 'T02',
        hop: 0,
        fromInstitution: '990101T01',
        fromPractitioner: v7(),
        toCounty: COUNTY,
        toInstitution: HOSPITAL,
        toDepartment: group,
        actor: { id: 'family-doctor', role: 'family-doctor', institution: '990101T01' },
        wanted: {
          entitlement: 'family-doctor',
          urgencyClass: 'U3',
          pool: 'expert-slot',
          group,
          earliest: new Date(startsAt.getTime() - HOUR_MS).toISOString(),
          latest: new Date(startsAt.getTime() + HOUR_MS).toISOString(),
          decideBy: new Date(Date.now() + DAY_MS).toISOString(),
          validUntil: new Date(Date.now() + 7 * DAY_MS).toISOString(),
          candidates: [{ county: COUNTY, institution: HOSPITAL }],
          referringInstitution: '990101T01',
        },
      },
    },
  };
}

/** A public booking of one session. */
export function publicWish({ id, group, startsAt }: Pick<Session, 'id' | 'group' | 'startsAt'>): Wish {
  const key = v7();
  return {
    kind: 'booking',
    write: {
      principal: {
        account: 'his-adapter',
        practitioner: v7(),
        institution: HOSPITAL,
        county: COUNTY,
        roles: ['his-adapter'],
        departments: [],
        expiresAt: new Date(0),
      },
      key,
      requestHash: key,
      method: 'POST',
      path: '/v1/bookings',
      waitMs: 0,
    },
    request: {
      asker: 'public',
      pool: 'expert-slot',
      group,
      sessionId: id,
      earliest: startsAt,
      latest: startsAt,
      candidates: [{ county: COUNTY, institution: HOSPITAL }],
      patientId: v7(),
      purpose: 'booking',
      channel: 'web',
      actor: 'his-adapter',
    },
  };
}
