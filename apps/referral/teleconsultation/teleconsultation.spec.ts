import { MESSAGES } from '#contracts/catalogue.js';
import { REFERRAL_STATES } from '#contracts/codes.js';
import { allowed } from '#machine/machine.js';
import { formAfter } from './form-after.js';
import { supplemented } from './teleconsultation.content.js';
import type { Teleconsultation } from './teleconsultation.js';
import { TELECONSULTATION_MACHINE, TELECONSULTATION_STATES, teleconsultationStep } from './teleconsultation.machine.js';

const NOW = new Date('2026-03-06T01:00:00.000Z');
const DIAGNOSIS = { system: 'icd-10', version: '2019', code: 'I20.9', name: 'Angina', rank: 1 };
const CONTENT = {
  patient: { birthDate: '1958-06-15', sexCode: 1 },
  consent: { type: 'patient', at: NOW.toISOString(), method: 'paper' },
  question: 'Can this be treated here?',
  case: { chiefComplaint: 'Chest tightness', presentIllness: 'Two weeks.', provisionalDiagnosis: [DIAGNOSIS] },
};
const ROW = {
  id: 'q',
  patientId: 'p',
  urgencyClass: 'U3',
  takenBy: 's',
  firstVisitEncounterId: 'v',
  toInstitution: 'H01',
  toDepartment: '03.04',
} as Teleconsultation;

describe('the machine of a question', () => {
  const events = [...new Set(TELECONSULTATION_MACHINE.transitions.map(({ event }) => event))];
  const actors = ['A', 'V', 'T', 'S'] as const;
  const pairs = TELECONSULTATION_STATES.flatMap((state) =>
    events.flatMap((event) => actors.map((actor) => ({ state, event, actor }))),
  );

  it.each(pairs)('$state · $event · $actor goes as the table says, or not at all', ({ state, event, actor }) => {
    const rows = allowed(TELECONSULTATION_MACHINE, state, [actor], 'question').filter((row) => row.event === event);
    expect(teleconsultationStep(state, event, [actor])?.transition).toBe(rows[0]?.id);
    expect(rows.length).toBeLessThanOrEqual(1);
  });

  it('lets nobody leave an end, and nobody but the taker answer', () => {
    const ends = ['answered', 'withdrawn', 'expired'] as const;
    for (const end of ends) expect(allowed(TELECONSULTATION_MACHINE, end, actors, 'question')).toEqual([]);
    expect(teleconsultationStep('taken', 'answer', ['V', 'A', 'S'])).toBeUndefined();
    expect(teleconsultationStep('asked', 'answer', ['T', 'V'])).toBeUndefined();
  });

  it('tells every step by a message of the catalogue', () => {
    const told = TELECONSULTATION_MACHINE.transitions.flatMap(({ messages }) => messages.map((name) => `${name}.v1`));
    expect(Object.keys(MESSAGES)).toEqual(expect.arrayContaining(told));
    expect(REFERRAL_STATES).not.toContain('taken');
  });
});

describe('the form after an answer', () => {
  const form = (advice: object, content: object = CONTENT) =>
    formAfter(
      {
        row: ROW,
        content: content as typeof CONTENT,
        advice: { outcome: 'up-refer', text: 'x', ...advice },
        exams: [],
      },
      ['family-doctor'],
    );

  it('holds everything that is known, and neither consent nor window', () => {
    const made = form({ reasonCode: ['need-exam'] });
    expect(made).toMatchObject({
      direction: 'up',
      origin: 'family-doctor',
      urgencyClass: 'U3',
      patientId: 'p',
      teleconsultationId: 'q',
      firstVisitEncounterId: 'v',
      to: { institution: 'H01', deptCode: '03.04', doctorId: 's' },
      requested: { pool: 'expert-slot', deptCode: '03.04', doctorId: 's' },
      up: { chiefComplaint: 'Chest tightness', provisionalDiagnosis: [DIAGNOSIS], reasonCode: ['need-exam'] },
    });
    expect(made.consent).toBeUndefined();
    expect(made.requested?.earliest).toBeUndefined();
  });

  it('is of the class, the purpose and the doctor that were advised', () => {
    expect(form({ urgencyClass: 'U2', purpose: 'admission', doctorId: 'other' })).toMatchObject({
      urgencyClass: 'U2',
      to: { doctorId: 'other' },
      requested: { pool: 'inpatient-bed' },
    });
    const emergency = form({ outcome: 'emergency', reasonCode: ['critical'] });
    expect(emergency.urgencyClass).toBe('U1');
    expect(emergency.requested).toBeUndefined();
  });

  it('tells what was told later, at most as long as the field is', () => {
    const more = supplemented(CONTENT, { text: 'Troponin negative.' }, NOW);
    expect(form({}, more).up?.presentIllness).toBe('Two weeks.\nTroponin negative.');
    const long = supplemented(CONTENT, { text: 'x'.repeat(2000) }, NOW);
    expect(form({}, long).up?.presentIllness).toHaveLength(2000);
  });
});
