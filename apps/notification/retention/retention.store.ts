import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';

const COUNTIES: Statement = {
  name: 'retention-counties',
  text: 'SELECT DISTINCT county FROM audience_counter ORDER BY county',
};

const FORGET: Statement = {
  name: 'retention-forget',
  text: 'SELECT audience, institution, notices, tasks FROM forget_notices($1, $2, $3)',
};

/** What was forgotten of one audience. */
export interface Forgotten {
  readonly audience: string;
  readonly institution: string;
  readonly notices: number;
  /** Of them, those that waited for an act and that nobody had taken on. */
  readonly tasks: number;
}

export function countiesWithNotices(tx: EntityManager): Promise<{ county: string }[]> {
  return run<{ county: string }>(tx, COUNTIES, []);
}

/** Deletes the oldest notices of a county written before an instant (real time), with all that was noted of them. */
export function forgetNotices(tx: EntityManager, county: string, before: Date, most: number): Promise<Forgotten[]> {
  return run<Forgotten>(tx, FORGET, [county, before, most]);
}
