import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { CursorValue } from '#service/paging/cursor.js';

/** What a hospital says about a physical bed. */
export interface BedFacts {
  county: string;
  id: string;
  institution: string;
  label: string;
  /** Department of the ward. */
  group: string;
  bedClass: string;
  staffed: boolean;
  /** Local dates: the first day, and the first day no longer. */
  validFrom: string;
  validUntil: string | null;
}

export interface Bed extends BedFacts {
  version: number;
  closedAt: Date | null;
  closedReason: string | null;
  /** Of who lies in it now. */
  occupancyId: string | null;
}

const COLUMNS = `b.county, b.id, b.version, b.institution, b.label, b.group_code AS "group", b.bed_class AS "bedClass", b.staffed,
  b.valid_from::text AS "validFrom", b.valid_until::text AS "validUntil", b.closed_at AS "closedAt", b.closed_reason AS "closedReason"`;

/** An occupancy without an end: nobody is admitted for later. */
const OCCUPANCY = `(SELECT o.id FROM occupancy o WHERE o.county = b.county AND o.bed_id = b.id AND upper_inf(o.during)) AS "occupancyId"`;

const SAVE: Statement = {
  name: 'bed-save',
  text: `INSERT INTO bed AS b (county, id, institution, label, group_code, bed_class, staffed, valid_from, valid_until)
         SELECT county, id, institution, label, group_code, bed_class, staffed, valid_from, valid_until
           FROM json_populate_recordset(NULL::bed, $1) ORDER BY label
         ON CONFLICT (county, institution, label) DO UPDATE SET version = b.version + 1, group_code = excluded.group_code,
           bed_class = excluded.bed_class, staffed = excluded.staffed, valid_from = excluded.valid_from,
           valid_until = excluded.valid_until, closed_at = NULL, closed_reason = NULL
         RETURNING b.id`,
};

/** Registers beds, or changes those known by their labels; their rows are locked. @returns their ids */
export async function saveBeds(tx: EntityManager, beds: readonly BedFacts[]): Promise<string[]> {
  const rows = beds.map((bed) => ({
    ...bed,
    group_code: bed.group,
    bed_class: bed.bedClass,
    valid_from: bed.validFrom,
    valid_until: bed.validUntil,
  }));
  return (await run<{ id: string }>(tx, SAVE, [JSON.stringify(rows)])).map(({ id }) => id);
}

const READ: Statement = {
  name: 'bed-read',
  text: `SELECT ${COLUMNS}, ${OCCUPANCY} FROM bed b WHERE b.county = $1 AND b.id = ANY ($2::uuid[])`,
};

/** Beds whose rows are locked, with who lies in them. */
export function readBeds(tx: EntityManager, county: string, ids: readonly string[]): Promise<Bed[]> {
  return run<Bed>(tx, READ, [county, ids]);
}

const LOCK: Statement = {
  name: 'bed-lock',
  text: `SELECT 1 FROM bed b WHERE b.county = $1 AND b.institution = $2 AND b.id = $3 FOR UPDATE`,
};

/** Locks a bed, then looks who lies in it: whoever held the lock before may have put somebody there. */
export async function lockBed(
  tx: EntityManager,
  county: string,
  institution: string,
  id: string,
): Promise<Bed | undefined> {
  const locked = await run(tx, LOCK, [county, institution, id]);
  return locked.length === 0 ? undefined : (await readBeds(tx, county, [id]))[0];
}

const CLOSE: Statement = {
  name: 'bed-close',
  text: `UPDATE bed SET version = version + 1, closed_at = $3, closed_reason = $4 WHERE county = $1 AND id = $2`,
};

export async function closeBed(tx: EntityManager, bed: Bed, at: Date, reason: string): Promise<Bed> {
  await run(tx, CLOSE, [bed.county, bed.id, at, reason]);
  return { ...bed, version: bed.version + 1, closedAt: at, closedReason: reason };
}

const LIST: Statement = {
  name: 'bed-list',
  text: `SELECT * FROM (SELECT ${COLUMNS}, ${OCCUPANCY} FROM bed b
           WHERE b.county = $1 AND b.institution = $2 AND ($3::text IS NULL OR b.group_code = $3)
             AND ($4::text IS NULL OR b.bed_class = $4) AND ($6::text IS NULL OR b.label > $6)) listed
          WHERE $5::boolean IS NULL OR $5 = ("occupancyId" IS NOT NULL) ORDER BY label LIMIT $7`,
};

export interface BedFilter {
  group?: string;
  bedClass?: string;
  occupied?: boolean;
  limit: number;
}

/** Beds of a hospital by label; `after` is the label of the last one read. */
export function listBeds(
  tx: EntityManager,
  county: string,
  institution: string,
  { group, bedClass, occupied, limit }: BedFilter,
  after: CursorValue,
): Promise<Bed[]> {
  return run<Bed>(tx, LIST, [county, institution, group ?? null, bedClass ?? null, occupied ?? null, after, limit]);
}
