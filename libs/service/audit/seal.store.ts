import type { EntityManager } from 'typeorm';
import { run, type Statement } from '../database/prepared.js';

/** One link of the chain of an institution: all its accesses between two ids. */
export interface Seal {
  county: string;
  institution: string;
  seq: number;
  hash: string;
}

/** Sealers take turns, or one would step over what the other has not seen. */
const TAKE_TURN: Statement = {
  name: 'access-seal-turn',
  text: `SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.access_seal'))`,
};

/** What the hash of a link covers, whatever time zone or date style the session has. */
const ROW_TEXT = `concat_ws('|', l.id, extract(epoch FROM l.at), l.account, l.practitioner, l.institution, array_to_string(l.roles, ','),
                           l.subject, l.subject_id, l.purpose, l.request_id)`;
const HASH = (previous: string) =>
  `encode(sha256(convert_to(${previous} || coalesce(string_agg(${ROW_TEXT}, E'\\n' ORDER BY l.id), ''), 'UTF8')), 'hex')`;

/** Ids begin with their time: a row written by now has committed or failed long before the cut reaches it. */
const SEAL: Statement = {
  name: 'access-seal',
  text: `
    WITH range AS (
      SELECT coalesce(max(until_id::text), '00000000-0000-0000-0000-000000000000')::uuid AS since,
             first_uuid_of((clock_timestamp() - $1::int * interval '1 second') AT TIME ZONE 'UTC') AS until
        FROM access_seal)
    INSERT INTO access_seal (county, institution, seq, since_id, until_id, rows, hash)
    SELECT l.county, l.institution, coalesce(last.seq, 0) + 1, range.since, range.until, count(*), ${HASH("coalesce(last.hash, '')")}
      FROM range JOIN access_log l ON l.id >= range.since AND l.id < range.until
      LEFT JOIN LATERAL (SELECT seq, hash FROM access_seal s WHERE s.county = l.county AND s.institution = l.institution
                          ORDER BY seq DESC LIMIT 1) last ON true
     GROUP BY l.county, l.institution, last.seq, last.hash, range.since, range.until
    RETURNING county, institution, seq, hash`,
};

const VERIFY: Statement = {
  name: 'access-seal-verify',
  text: `
    WITH chain AS (
      SELECT s.*, lag(hash, 1, '') OVER w AS previous, lag(seq, 1, 0) OVER w AS before
        FROM access_seal s WINDOW w AS (PARTITION BY county, institution ORDER BY seq))
    SELECT s.county, s.institution, s.seq, s.hash
      FROM chain s
      LEFT JOIN access_log l ON l.county = s.county AND l.institution = s.institution AND l.id >= s.since_id AND l.id < s.until_id
     WHERE s.sealed_at >= $1
     GROUP BY s.county, s.institution, s.seq, s.hash, s.previous, s.before, s.rows
    HAVING s.before <> s.seq - 1 OR s.rows <> count(l.id) OR s.hash <> ${HASH('s.previous')}
     ORDER BY s.county, s.institution, s.seq`,
};

/** Adds a link for every institution with accesses that are at least so many seconds old. */
export async function addSeals(tx: EntityManager, ageSeconds: number): Promise<Seal[]> {
  await run(tx, TAKE_TURN, []);
  return run<Seal>(tx, SEAL, [ageSeconds]);
}

/** Links made since then that do not fit the accesses they cover, or the link before. */
export function brokenSeals(tx: EntityManager, since: Date): Promise<Seal[]> {
  return run<Seal>(tx, VERIFY, [since]);
}
