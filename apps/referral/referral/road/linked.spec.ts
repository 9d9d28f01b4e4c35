import { situation } from '../../../../test/referral/a-situation.js';
import type { ReferralRow } from '../store/referral.row.js';
import { acknowledgedByDown, returnedByDown } from './linked.js';

const NOW = new Date('2026-03-06T02:00:00Z');
const at = (change: Partial<ReferralRow>) => situation(NOW, [], change);

describe('a hand-back and the way up that it answers (domain §5.2)', () => {
  const down = at({ direction: 'down', fromInstitution: 'H01', toInstitution: 'T01', state: 'accepted' }).row;

  it('T27: is its outcome while the patient is in care there', () => {
    const { row, terms } = at({ state: 'in-care' });
    expect(returnedByDown(row, down, 'sealed', terms)).toMatchObject({
      row: { state: 'outcome-returned', progress: { outcome: 'down-referred', followUpNeeded: false } },
      entries: [{ transition: 'T27', actorCode: 'S' }],
    });
    expect(returnedByDown(at({ state: 'accepted' }).row, down, 'sealed', terms)).toBeUndefined();
    expect(returnedByDown(row, { ...down, fromInstitution: 'H02' }, 'sealed', terms)).toBeUndefined();
  });

  it('T30 by S: acknowledges the outcome for the doctor or team that sent the patient up, for nobody else', () => {
    const { row, terms } = at({ state: 'outcome-returned', returnedAt: NOW });
    expect(acknowledgedByDown(row, down, { bySender: true }, terms)).toMatchObject({
      row: { state: 'closed', acknowledgedAt: NOW },
      entries: [{ transition: 'T30', actorCode: 'S' }, {}],
    });
    expect(acknowledgedByDown(row, down, { bySender: false }, terms)).toBeUndefined();
    expect(acknowledgedByDown({ ...row, fromInstitution: 'V01' }, down, { bySender: true }, terms)).toBeUndefined();
  });
});
