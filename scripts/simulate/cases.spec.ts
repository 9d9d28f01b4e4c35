import type { Account } from '../demo/county/accounts.js';
import { buildTeamAccounts } from '../demo/county/accounts.js';
import { buildCounties } from '../demo/county/county.js';
import { type Case, planCases } from './cases.js';
import { SCENARIOS } from './options.js';

const MONDAY = new Date('2026-11-23T00:00:00+08:00');

describe('the patients of a simulated week', () => {
  const [county] = buildCounties('small');
  const doctors: Account[] = buildTeamAccounts(county!);
  const week = (perDay: number, seed = 'a-week') => planCases(county!, doctors, MONDAY, { perDay, days: 7, seed });
  const of = (cases: readonly Case[], from: number, to: number) =>
    cases.filter(({ at }) => {
      const day = Math.floor((at.getTime() - MONDAY.getTime()) / 86_400_000);
      return day >= from && day <= to;
    });

  it('are as many as the reference county refers up, mostly on working days', () => {
    const today = week(SCENARIOS.today);
    expect(of(today, 0, 4)).toHaveLength(5 * 23);
    expect(of(today, 5, 6)).toHaveLength(2 * 1);
    expect(of(week(SCENARIOS.ceiling), 0, 4)).toHaveLength(5 * 425);
  });

  it('are the same for the same seed, and others for another', () => {
    const lines = (cases: readonly Case[]) =>
      cases.map(({ at, doctor, complaint }) => [at, doctor.account, complaint.code]);
    expect(lines(week(44))).toEqual(lines(week(44)));
    expect(lines(week(44, 'another'))).not.toEqual(lines(week(44)));
  });

  it('are only emergencies at the weekend', () => {
    const classes = of(week(827), 5, 6).map(({ urgencyClass }) => urgencyClass);
    expect(new Set(classes)).toEqual(new Set(['U1', 'U2']));
  });

  it('want what a hospital of their own consortium has', () => {
    for (const { doctor, complaint } of week(827)) {
      const { consortiumId } = county!.institutions.find(({ code }) => code === doctor.institution)!;
      const near = county!.institutions.filter((one) => one.tier === 3 && one.consortiumId === consortiumId);
      expect(near.flatMap(({ departments }) => departments.map(({ code }) => code))).toContain(complaint.deptCode);
    }
  });
});
