import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { PolicyValue } from '#service/rules/policy.js';
import { insertDefaults } from '#service/rules/policy.store.js';

/** Key, value, source with its mark (domain §7.1, §7.9, §8.4). Minutes unless the key says otherwise. */
const DEFAULTS: readonly [key: string, value: PolicyValue, source: string][] = [
  ['reserve.ratioBps.expert-slot', 2000, '[policy] YN24: 20 % or more'],
  ['reserve.ratioBps.exam', 2000, '[policy] YN24: 20 % or more'],
  ['reserve.ratioBps.inpatient-bed', 2000, '[policy] YN24: 20 % or more'],
  ['reserve.ratioBps.general-slot', 0, '[default]'],
  ['reserve.ratioBps.day-surgery', 0, '[policy] TL: reservable without reserve'],
  [
    'reserve.exclude.bedClass',
    ['vip', 'observation', 'icu', 'ccu', 'isolation'],
    '[policy] SH: vip, observation; [default]: the rest',
  ],
  [
    'reserve.outsideBase.bedClass',
    ['rehab', 'nursing', 'elder-care'],
    '[policy] LS25: bookable for down-referrals, no 20 % base',
  ],
  ['open.familyDoctor', { days: 14, at: '08:00' }, '[official] Beijing: at least 2 weeks before normal release'],
  ['open.public', { days: 7, at: '08:00' }, '[default] Shanghai lead is 5 days'],
  ['open.minLead', 1440, '[default]'],
  ['release.stage1', { days: 2, at: '18:00' }, '[official] Shanghai: quick return of unused slots'],
  ['release.stage2', { days: 1, at: '12:00' }, '[official] Shanghai: quick return of unused slots'],
  ['release.prepared.stage1', { days: 3, at: '18:00' }, '[default]'],
  ['release.prepared.stage2', { days: 2, at: '12:00' }, '[default]'],
  ['release.holdbackBps', 500, '[default]'],
  ['release.holdbackFromReserve', 5, '[default] one unit must not sit idle until morning'],
  ['release.holdbackUntil', { days: 0, at: '07:30' }, '[default]'],
  ['release.beds', { days: 0, at: '16:00' }, '[default]'],
  ['release.primaryFirstMin', 60, '[default]'],
  ['release.jitterMin', 10, '[default]'],
  ['release.lateSupplyMin', 60, '[default]'],
  ['hold.ttl.U1', 360, '[default] as bed.hold.U2: an emergency is never put out by a clock of minutes'],
  ['hold.ttl.U2', 30, '[default]'],
  ['hold.ttl.U3', 240, '[default]'],
  ['hold.ttl.U4', 1440, '[default]'],
  ['hold.endsBeforeStart', 30, '[default]'],
  ['offer.ttl.U1', 30, '[default]'],
  ['offer.ttl.U2', 30, '[default]'],
  ['offer.ttl.U3', 120, '[default]'],
  ['offer.ttl.U4', 720, '[default]'],
  ['bed.hold.U1', 360, '[default]'],
  ['bed.hold.U2', 360, '[default]'],
  ['bed.hold.U3', 1440, '[default]'],
  ['bed.hold.U4', 2880, '[default]'],
  ['late.grace', 30, '[unverified]'],
  ['noShow.limit', { count: 3, days: 90, offDays: 90 }, '[default]'],
  ['overlap.gap', 30, '[default] V08'],
  ['waitList.fairnessDays', 28, '[default]'],
];

/** The national defaults; narrower rows of a county or institution win over them, but never below a floor. */
export class PolicyDefaults1767225600002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const bound = (key: string) => (key.startsWith('reserve.ratioBps.') ? ('at-least' as const) : undefined);
    await runner.query(
      insertDefaults(DEFAULTS.map(([key, value, source]) => ({ key, value, bound: bound(key), source }))),
    );
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
