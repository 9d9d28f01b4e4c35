import { byPart, partOf, wayOf } from './duty';
import type { Item } from './waiting';

const HOME = '990101T01';
const item = (change: Partial<Item>): Item =>
  ({
    state: 'submitted',
    direction: 'up',
    dueKind: 'decide',
    to: { institution: '990101H01' },
    owner: { institution: HOME, role: 'family-doctor' },
    ...change,
  }) as Item;

describe('what waits for a doctor', () => {
  it('is confirmed in one click once a unit is held', () => {
    expect(wayOf(item({ state: 'reserved', dueKind: 'confirm' }))).toBe('confirm');
    expect(wayOf(item({ state: 'returned', dueKind: 'answer' }))).toBe('referral');
  });

  it('is a hand-back only where the own house receives', () => {
    const down = { direction: 'down', dueKind: 'decide', to: { institution: HOME } } as const;
    expect(partOf(item(down as Partial<Item>))).toBe('returning');
    expect(partOf(item({ direction: 'down', dueKind: 'answer', to: { institution: HOME } } as Partial<Item>))).toBe(
      'act',
    );
    expect(wayOf(item(down as Partial<Item>))).toBe('returning');
  });

  it('stands in exactly one part of the day', () => {
    const items = [
      item({ dueKind: 'acknowledge', state: 'outcome-returned' }),
      item({ dueKind: 'acknowledge-ending', state: 'rejected' }),
      item({ dueKind: 'follow-up', state: 'follow-up' }),
      item({ dueKind: 'call-patient', state: 'no-show' }),
    ];
    const parts = byPart(items);
    expect([parts.outcome.length, parts['follow-up'].length, parts.act.length, parts.returning.length]).toEqual([
      2, 1, 1, 0,
    ]);
  });
});
