import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';

const LED: Statement = {
  name: 'consortia-led',
  text: `SELECT lead.consortium_id AS consortium, member.institution
           FROM consortium_member lead
           JOIN consortium_member member ON member.county = lead.county AND member.consortium_id = lead.consortium_id
            AND daterange(member.valid_from, member.valid_to) @> $3::date
          WHERE lead.county = $1 AND lead.institution = $2 AND lead.lead AND daterange(lead.valid_from, lead.valid_to) @> $3::date`,
};

const HOUSE_OF_TEAM: Statement = {
  name: 'house-of-team',
  text: 'SELECT institution FROM team WHERE county = $1 AND id = $2',
};

const PATIENT: Statement = { name: 'patient-seen', text: 'SELECT 1 FROM patient WHERE county = $1 AND id = $2' };

/** What the office of a consortium answers for: the consortia that its house leads, and their members. */
export interface Led {
  consortia: ReadonlySet<string>;
  members: ReadonlySet<string>;
}

export async function ledBy(tx: EntityManager, county: string, institution: string, day: string): Promise<Led> {
  const rows = await run<{ consortium: string; institution: string }>(tx, LED, [county, institution, day]);
  return {
    consortia: new Set(rows.map((row) => row.consortium)),
    members: new Set(rows.map((row) => row.institution)),
  };
}

/** Code of the institution that has the team; empty where there is no such team. */
export async function houseOfTeam(tx: EntityManager, county: string, teamId: string): Promise<string> {
  const [row] = await run<{ institution: string }>(tx, HOUSE_OF_TEAM, [county, teamId]);
  return row?.institution ?? '';
}

/** Whether the scope of the transaction may see the patient. */
export async function maySeePatient(tx: EntityManager, county: string, patientId: string): Promise<boolean> {
  return (await run(tx, PATIENT, [county, patientId])).length > 0;
}
