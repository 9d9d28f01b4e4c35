import type { Role } from '../session/session';
import { stepsOf } from './question';

const post = (institution: string, practitioner: string, ...roles: Role[]) => ({ institution, practitioner, roles });
const asker = post('T01', 'zhang', 'family-doctor');
const specialist = post('H01', 'li', 'hospital-doctor');
const line = { state: 'asked', from: { county: '990101', institution: 'T01', practitioner: 'zhang' } } as const;

describe('what may be done with a question', () => {
  it('is to take it while nobody has, or to withdraw it', () => {
    expect(stepsOf(line, specialist)).toEqual(['take']);
    expect(stepsOf(line, asker)).toEqual(['withdraw']);
  });

  it('is to answer or to ask back for whoever has taken it; a colleague may take it over', () => {
    const taken = { ...line, state: 'taken', takenBy: 'li' } as const;
    expect(stepsOf(taken, specialist)).toEqual(['answer', 'return']);
    expect(stepsOf(taken, post('H01', 'wang', 'department-head'))).toEqual(['take-over']);
  });

  it('is to say what was missing once it came back', () => {
    expect(stepsOf({ ...line, state: 'returned' }, asker)).toEqual(['inform', 'withdraw']);
    expect(stepsOf({ ...line, state: 'returned' }, specialist)).toEqual([]);
  });

  it('is to refer after advice to do so, and nothing after advice to stay', () => {
    expect(stepsOf({ ...line, state: 'answered', outcome: 'up-refer' }, asker)).toEqual(['refer']);
    expect(stepsOf({ ...line, state: 'answered', outcome: 'stay-local' }, asker)).toEqual([]);
  });
});
