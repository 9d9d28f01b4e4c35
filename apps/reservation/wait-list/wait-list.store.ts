import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import { openTimes } from '../supply/seat.js';
import type { Session } from '../supply/session.entity.js';
import type { WaitEntry } from './wait-entry.entity.js';

export const ENTRY_COLUMNS = `e.county, e.id, e.version, e.pool, e.group_code AS "group", e.institution, e.institutions, e.doctor_id AS "doctorId",
  e.earliest, e.latest, e.valid_until AS "validUntil", e.entitlement, e.urgency_class AS "urgencyClass",
  e.displaced, e.green_channel AS "greenChannel", e.referring_institution AS "referringInstitution", e.waiting_since AS "waitingSince",
  e.referral_no AS "referralNo", e.referral_county AS "referralCounty", e.referral_id AS "referralId", e.hop,
  e.patient_id AS "patientId", e.state, e.lapses, e.offered_institution AS "offeredInstitution", e.offered_at AS "offeredAt",
  e.task_due_at AS "taskDueAt", e.left_reason AS "leftReason", e.bundle`;

/**
 * Who may be offered a unit of a session, in the order of domain §8.4: class, displaced by the hospital, green channel,
 * fairness (the referring institution that got fewer units from this list lately), waiting since, number. Entries that
 * another transaction works on are passed over: their referral is just leaving the list or getting a unit.
 */
const NEXT: Statement = {
  name: 'wait-next',
  text: `SELECT ${ENTRY_COLUMNS} FROM wait_entry e
    LEFT JOIN (SELECT referring_institution, count(*) AS got FROM wait_entry
      WHERE county = $1 AND pool = $2 AND group_code = $3 AND offered_institution = $4 AND offered_at > $5 AND state IN ('offered', 'taken')
      GROUP BY referring_institution) past USING (referring_institution)
   WHERE e.county = $1 AND e.pool = $2 AND e.group_code = $3 AND e.state = 'waiting' AND $4 = ANY (e.institutions)
     AND e.earliest < $7 AND e.latest >= $6 AND e.valid_until >= $6
     AND ($8 OR EXISTS (SELECT FROM unnest($12::timestamptz[]) t WHERE t BETWEEN e.earliest AND least(e.latest, e.valid_until)))
     AND (e.doctor_id IS NULL OR e.doctor_id = $9) AND ($10 OR e.entitlement <> 'open')
   ORDER BY e.urgency_class, e.displaced DESC, e.green_channel DESC, coalesce(past.got, 0), e.waiting_since, e.referral_no
   LIMIT $11 FOR UPDATE OF e SKIP LOCKED`,
};

/**
 * @param openToAll false while only protected units are free: those go to family doctors' referrals only
 * @param since units that institutions got from this list after it count for fairness
 */
export function nextWaiting(
  tx: EntityManager,
  session: Session,
  now: Date,
  openToAll: boolean,
  since: Date,
  limit: number,
): Promise<WaitEntry[]> {
  const mayHaveBegun = session.pool === 'inpatient-bed';
  return run<WaitEntry>(tx, NEXT, [
    session.county,
    session.pool,
    session.group,
    session.institution,
    since,
    session.startsAt,
    session.endsAt,
    mayHaveBegun,
    session.doctorId,
    openToAll,
    limit,
    openTimes(session, now),
  ]);
}

const LOCK: Statement = {
  name: 'wait-lock',
  text: `SELECT ${ENTRY_COLUMNS} FROM wait_entry e WHERE e.county = ANY ($1::bpchar[]) AND e.referral_county = $2 AND e.referral_id = $3
          AND e.state IN ('waiting', 'offered') ORDER BY e.county FOR UPDATE OF e`,
};

/** The live entries of a referral, locked before its sessions, so that no offer can cross a cancel. */
export function lockEntries(
  tx: EntityManager,
  counties: readonly string[],
  referral: { county: string; id: string },
): Promise<WaitEntry[]> {
  return run<WaitEntry>(tx, LOCK, [counties, referral.county, referral.id]);
}

const LIVE: Statement = {
  name: 'wait-live',
  text: `SELECT ${ENTRY_COLUMNS} FROM wait_entry e WHERE e.state IN ('waiting', 'offered') AND (e.county, e.referral_county, e.referral_id)
           IN (SELECT * FROM unnest($1::bpchar[], $2::bpchar[], $3::uuid[]))`,
};

/** The live entries of referrals that lost a unit in a county; their sessions are locked. */
export function liveEntries(
  tx: EntityManager,
  waiting: readonly { county: string; referral: { county: string; id: string } }[],
): Promise<WaitEntry[]> {
  return run<WaitEntry>(tx, LIVE, [
    waiting.map(({ county }) => county),
    waiting.map(({ referral }) => referral.county),
    waiting.map(({ referral }) => referral.id),
  ]);
}

const FIND: Statement = {
  name: 'wait-find',
  text: `SELECT ${ENTRY_COLUMNS} FROM wait_entry e WHERE (e.county, e.id) IN (SELECT * FROM unnest($1::bpchar[], $2::uuid[]))`,
};

/** Entries whose offers have ended; their sessions are locked, so nobody else touches them. */
export function findEntries(tx: EntityManager, keys: readonly { county: string; id: string }[]): Promise<WaitEntry[]> {
  return run<WaitEntry>(tx, FIND, [keys.map(({ county }) => county), keys.map(({ id }) => id)]);
}

const INSERT: Statement = {
  name: 'wait-insert',
  text: `INSERT INTO wait_entry (county, id, version, pool, group_code, institution, institutions, doctor_id, earliest, latest, valid_until,
           entitlement, urgency_class, displaced, green_channel, referring_institution, waiting_since, referral_no, referral_county,
           referral_id, hop, patient_id, state, lapses, bundle)
         SELECT county, id, version, pool, group_code, institution, string_to_array(institutions, ','), doctor_id, earliest, latest,
           valid_until, entitlement, urgency_class, displaced, green_channel, referring_institution, waiting_since, referral_no,
           referral_county, referral_id, hop, patient_id, state, lapses, bundle
           FROM unnest($1::bpchar[], $2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::timestamptz[],
                $10::timestamptz[], $11::timestamptz[], $12::text[], $13::text[], $14::boolean[], $15::boolean[], $16::text[],
                $17::timestamptz[], $18::text[], $19::bpchar[], $20::uuid[], $21::smallint[], $22::uuid[], $23::text[], $24::smallint[],
                $25::jsonb[])
             AS n (county, id, version, pool, group_code, institution, institutions, doctor_id, earliest, latest, valid_until,
               entitlement, urgency_class, displaced, green_channel, referring_institution, waiting_since, referral_no, referral_county,
               referral_id, hop, patient_id, state, lapses, bundle)`,
};

export async function insertEntries(tx: EntityManager, entries: readonly WaitEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const of = <T>(value: (entry: WaitEntry) => T) => entries.map(value);
  await run(tx, INSERT, [
    of((entry) => entry.county),
    of((entry) => entry.id),
    of((entry) => entry.version),
    of((entry) => entry.pool),
    of((entry) => entry.group),
    of((entry) => entry.institution),
    of((entry) => entry.institutions.join(',')),
    of((entry) => entry.doctorId),
    of((entry) => entry.earliest.toISOString()),
    of((entry) => entry.latest.toISOString()),
    of((entry) => entry.validUntil.toISOString()),
    of((entry) => entry.entitlement),
    of((entry) => entry.urgencyClass),
    of((entry) => entry.displaced),
    of((entry) => entry.greenChannel),
    of((entry) => entry.referringInstitution),
    of((entry) => entry.waitingSince.toISOString()),
    of((entry) => entry.referralNo),
    of((entry) => entry.referralCounty),
    of((entry) => entry.referralId),
    of((entry) => entry.hop),
    of((entry) => entry.patientId),
    of((entry) => entry.state),
    of((entry) => entry.lapses),
    of((entry) => entry.bundle && JSON.stringify(entry.bundle)),
  ]);
}

const UPDATE: Statement = {
  name: 'wait-update',
  text: `UPDATE wait_entry e SET version = n.version, state = n.state, displaced = n.displaced, lapses = n.lapses, latest = n.latest, valid_until = n.valid_until,
           task_due_at = n.task_due_at, left_reason = n.left_reason, offered_institution = n.offered_institution, offered_at = n.offered_at, institution = n.institution,
           institutions = string_to_array(n.institutions, ',')
         FROM unnest($1::bpchar[], $2::uuid[], $3::int[], $4::text[], $5::smallint[], $6::timestamptz[], $7::timestamptz[], $8::text[],
                $9::timestamptz[], $10::text[], $11::text[], $12::boolean[], $13::timestamptz[], $14::text[])
           AS n (county, id, version, state, lapses, latest, valid_until, offered_institution, offered_at, institution, institutions,
             displaced, task_due_at, left_reason)
        WHERE e.county = n.county AND e.id = n.id`,
};

export async function updateEntries(tx: EntityManager, entries: readonly WaitEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const of = <T>(value: (entry: WaitEntry) => T) => entries.map(value);
  await run(tx, UPDATE, [
    of((entry) => entry.county),
    of((entry) => entry.id),
    of((entry) => entry.version),
    of((entry) => entry.state),
    of((entry) => entry.lapses),
    of((entry) => entry.latest),
    of((entry) => entry.validUntil),
    of((entry) => entry.offeredInstitution),
    of((entry) => entry.offeredAt),
    of((entry) => entry.institution),
    of((entry) => entry.institutions.join(',')),
    of((entry) => entry.displaced),
    of((entry) => entry.taskDueAt),
    of((entry) => entry.leftReason),
  ]);
}
