import type { Advice } from './advice.js';
import { type Choice, overruling } from './overrule.js';

const advice = (code: Advice['advice'], of?: Advice['class']): Advice => ({
  direction: 'up',
  advice: code,
  ...(of ? { class: of } : {}),
  matched: [],
  unknown: [],
  ask: [],
  open: false,
  set: { id: 'set', version: 1, approved: true },
});
const of = (said: Advice, choice: Choice) => {
  const { overruled, faults } = overruling(said, choice);
  return overruled?.how ?? faults[0]?.field ?? 'follows';
};

describe('a choice against the advice', () => {
  it.each<[string, Advice, Choice, string]>([
    ['up though stay', advice('stay'), { plan: 'up', class: 'U4' }, 'overrule'],
    ['up though a specialist could be asked', advice('teleconsult'), { plan: 'up', class: 'U3' }, 'overrule'],
    ['a lower class than the most urgent hit', advice('up', 'U2'), { plan: 'up', class: 'U3' }, 'overrule'],
    ['up though emergency', advice('emergency', 'U1'), { plan: 'up', class: 'U2' }, 'overrule'],
    ['stay though emergency', advice('emergency', 'U1'), { plan: 'stay' }, 'overrule'],
    ['stay though up', advice('up'), { plan: 'stay' }, 'overrule'],
    ['the class of the hit', advice('up', 'U3'), { plan: 'up', class: 'U3' }, 'follows'],
    ['a higher class than the hit', advice('up', 'U3'), { plan: 'up', class: 'U2' }, 'follows'],
    ['the class that the doctor picks', advice('up'), { plan: 'up', class: 'U4' }, 'follows'],
    ['an emergency, whatever was advised', advice('stay'), { plan: 'emergency', class: 'U1' }, 'follows'],
    ['with a reason', advice('stay'), { plan: 'up', class: 'U4', reason: 'clinical-judgement' }, 'more-than-advised'],
    ['by a reason of the form', advice('stay'), { plan: 'up', reasons: ['patient-request'] }, 'more-than-advised'],
    ['by a reason of the form that is none', advice('stay'), { plan: 'up', reasons: ['diag-unclear'] }, 'overrule'],
    ['less by a reason of the form', advice('up', 'U2'), { plan: 'stay', reasons: ['patient-request'] }, 'overrule'],
    ['a reason that says nothing', advice('stay'), { plan: 'up', reason: 'other' }, 'overrule.text'],
  ])('%s', (_, said, choice, expected) => {
    expect(of(said, choice)).toBe(expected);
  });
});
