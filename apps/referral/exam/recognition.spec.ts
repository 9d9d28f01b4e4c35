import { DAY_MS } from '#service/calendar/local-time.js';
import { aNetwork, COUNTY } from '../../../test/referral/a-network.js';
import { EXAM_ACTORS, EXAM_EVENTS, EXAM_STATES, examStep } from './exam.machine.js';
import type { ExamKind } from './exam-order.js';
import { examsOf, isBlocking, needlessExams, stillValid } from './recognition.js';

const NOW = new Date('2026-03-06T02:00:00Z');
const ID = '0199c0de-0000-7000-8000-000000000200';

const result = (kind: ExamKind, daysAgo: number) => ({
  examOrderId: ID,
  item: kind,
  kind,
  performingInstitution: 'T01',
  reportingInstitution: 'H01',
  performedAt: new Date(NOW.getTime() - daysAgo * DAY_MS),
});
const valid = (kind: ExamKind, daysAgo: number) =>
  stillValid([result(kind, daysAgo)], aNetwork().rules, { county: COUNTY }, '2026-03-06', NOW);

describe('mutual recognition of results (domain §4.7)', () => {
  it.each<[ExamKind, number, boolean]>([
    ['lab', 6.9, true],
    ['lab', 7, false],
    ['ecg', 2.9, true],
    ['ecg', 3, false],
    ['imaging', 29, true],
    ['imaging', 30, false],
    ['pathology', 4000, true],
    ['endoscopy', 0, false],
  ])('holds for %s of %d days ago: %s', (kind, daysAgo, holds) => {
    expect(valid(kind, daysAgo)).toHaveLength(holds ? 1 : 0);
  });

  it('says until when, and nothing for what holds without an end', () => {
    expect(valid('ecg', 1)).toMatchObject([{ validUntil: '2026-03-08T02:00:00.000Z' }]);
    expect(valid('pathology', 1)).toMatchObject([{ validUntil: null }]);
  });

  it('asks for a reason for each exam of a wish, and for the text of another reason', () => {
    const wish = {
      pool: 'exam' as const,
      examItem: 'ecg',
      bundle: [
        { pool: 'exam' as const, examItem: 'lab', when: 'before' as const },
        { pool: 'inpatient-bed' as const, when: 'after' as const },
      ],
    };
    const wanted = examsOf(wish);
    const results = [...valid('ecg', 1), ...valid('lab', 1)];
    expect(needlessExams(wanted, results, []).map(({ field }) => field)).toEqual([
      'requested.examItem',
      'requested.bundle.0.examItem',
    ]);
    const given = [
      { item: 'ecg', reason: 'emergency' as const },
      { item: 'lab', reason: 'other' as const },
    ];
    expect(needlessExams(wanted, results, given).map(({ field }) => field)).toEqual(['repeats.1.text']);
    expect(needlessExams(wanted, [], [])).toEqual([]);
  });

  it('holds nobody up who is in danger', () => {
    expect((['U1', 'U2', 'U3', 'U4'] as const).filter(isBlocking)).toEqual(['U3', 'U4']);
  });
});

describe('the states of an exam', () => {
  it('lets each step be taken by its actor in its state only', () => {
    const legal = ['none', ...EXAM_STATES].flatMap((state) =>
      EXAM_EVENTS.flatMap((event) =>
        EXAM_ACTORS.flatMap((actor) => {
          const step = examStep(state as 'none', event, [actor]);
          return step ? [`${state} ${event} ${actor} → ${step.to}`] : [];
        }),
      ),
    );
    expect(legal).toEqual([
      'none order O → ordered',
      'ordered perform P → performed',
      'performed report D → reported',
      'reported recognise V → recognised',
      'reported recognise S → recognised',
    ]);
  });
});
