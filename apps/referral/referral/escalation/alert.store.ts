import type { EntityManager } from 'typeorm';
import { run } from '#service/database/prepared.js';
import { SELECTED } from '../store/referral.columns.js';
import type { ReferralRow } from '../store/referral.row.js';
import type { Rung } from './ladder.js';

const BATCH = 100;

const CLAIM = {
  name: 'referral-claim-alerts',
  text: `SELECT ${SELECTED} FROM referral WHERE alert_at <= $1 AND county <> ALL ($2) ORDER BY alert_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
};

/** Referrals of which an alert is due, but of these counties; locked, so that no replica and no act crosses it. */
export const claimAlerts = (tx: EntityManager, now: Date, except: readonly string[]) =>
  run<ReferralRow>(tx, CLAIM, [now, except]);

/** One alert as it was sent. */
export interface SentAlert {
  county: string;
  referralId: string;
  dueKind: string;
  dueAt: string;
  rung: Rung;
  repeat: number;
  ownerRole: string;
  ownerCounty: string;
  ownerInstitution: string;
  ownerDepartment: string | null;
  at: Date;
}

const APPEND = {
  name: 'overdue-alert-append',
  text: `INSERT INTO overdue_alert (county, referral_id, due_kind, due_at, rung, repeat, owner_role, owner_county, owner_institution,
           owner_department, at)
         SELECT "county", "referralId", "dueKind", "dueAt", "rung", "repeat", "ownerRole", "ownerCounty", "ownerInstitution",
           "ownerDepartment", "at"
           FROM json_to_recordset($1) AS sent ("county" char(6), "referralId" uuid, "dueKind" text, "dueAt" timestamptz, "rung" text,
             "repeat" integer, "ownerRole" text, "ownerCounty" char(6), "ownerInstitution" text, "ownerDepartment" text, "at" timestamptz)`,
};

/** Where the items stand now. No version: an alert is no step, and must not make a doctor's command stale. */
const SAVE = {
  name: 'referral-escalation-save',
  text: `UPDATE referral SET escalation = new.escalation, alert_at = new.alert_at
           FROM json_to_recordset($1) AS new (county char(6), id uuid, escalation jsonb, alert_at timestamptz)
          WHERE referral.county = new.county AND referral.id = new.id`,
};

/** Notes what was sent, and where the claimed referrals stand on their ladders. */
export async function saveAlerts(
  tx: EntityManager,
  rows: readonly ReferralRow[],
  sent: readonly SentAlert[],
): Promise<void> {
  if (rows.length === 0) return;
  const states = rows.map(({ county, id, escalation, alertAt }) => ({ county, id, escalation, alert_at: alertAt }));
  await run(tx, SAVE, [JSON.stringify(states)]);
  if (sent.length > 0) await run(tx, APPEND, [JSON.stringify(sent)]);
}

const OF_ONE = {
  name: 'overdue-alerts-of',
  text: `SELECT a.county, a.referral_id AS "referralId", a.due_kind AS "dueKind", a.due_at AS "dueAt", a.rung, a.repeat,
           a.owner_role AS "ownerRole", a.owner_county AS "ownerCounty", a.owner_institution AS "ownerInstitution",
           a.owner_department AS "ownerDepartment", a.at, n.at AS "notedAt", n.role AS "notedRole", n.institution AS "notedInstitution"
           FROM overdue_alert a LEFT JOIN alert_noted n USING (county, referral_id, due_kind, due_at, rung, repeat)
          WHERE a.county = $1 AND a.referral_id = $2 ORDER BY a.at, a.rung`,
};

/** An alert as it is read: with who has taken note of it. */
export interface ReadAlert extends Omit<SentAlert, 'dueAt'> {
  dueAt: Date;
  notedAt: Date | null;
  notedRole: string | null;
  notedInstitution: string | null;
}

/** Every alert of a referral, oldest first. */
export const alertsOf = (tx: EntityManager, county: string, id: string) => run<ReadAlert>(tx, OF_ONE, [county, id]);
