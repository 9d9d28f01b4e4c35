import { Problem } from '#service/problem/problem.js';
import { anUpForm, NOW, PATIENT } from '../../../../test/referral/a-form.js';
import { readForm } from './reading.js';

const read = (body: unknown) => readForm(body, ['family-doctor'], NOW);
const fieldsOf = async (body: unknown) =>
  read(body).then(
    () => [],
    (error) => (error instanceof Problem ? (error.errors ?? []).map(({ field }) => field) : [String(error)]),
  );

/** An emergency that says no more than it must. */
const BARE = { urgencyClass: 'U1', patientId: PATIENT, up: { chiefComplaint: 'Crushing chest pain' } };
const withUp = (up: object) => ({ ...BARE, up: { ...BARE.up, ...up } });

describe('the body of a referral as it is received', () => {
  it('is taken as it is where nothing is wrong', async () => {
    const { form, unread } = await read(anUpForm());
    expect(unread).toEqual([]);
    expect(form).toMatchObject({ urgencyClass: 'U3', patientId: PATIENT });
  });

  it('is refused with every wrong, unknown and missing field', async () => {
    const { consent: _, ...rest } = anUpForm();
    const wrong = { ...rest, surprise: 1, up: { ...rest.up, vitals: { sbp: 900, at: NOW.toISOString() } } };
    expect(new Set(await fieldsOf(wrong))).toEqual(new Set(['surprise', 'consent', 'up.vitals.sbp']));
    expect(await fieldsOf([1, 2])).toContain('patientId');
  });

  it('of an emergency needs patient and complaint only', async () => {
    const { form, unread } = await read(BARE);
    expect(form).toMatchObject({
      direction: 'up',
      purpose: 'transfer',
      origin: 'family-doctor',
      consent: { type: 'emergency-waiver', at: NOW.toISOString() },
    });
    expect(unread.map(({ field }) => field)).toEqual(['direction', 'purpose', 'origin', 'consent']);
    expect(await fieldsOf({ ...BARE, up: {} })).toContain('up.chiefComplaint');
    expect(await fieldsOf(withUp({ chiefComplaint: '' }))).toContain('up.chiefComplaint');
    expect(await fieldsOf({ ...BARE, patientId: 'nobody' })).toContain('patientId');
  });

  it.each([
    ['a value out of range', { vitals: { sbp: 900, dbp: 60, at: NOW.toISOString() } }, { vitals: { dbp: 60 } }],
    ['a part that lacks what it must have', { vitals: { sbp: 900 }, pastHistory: 'none' }, { pastHistory: 'none' }],
    ['a text in place of a list', { allergies: 'none', pastHistory: 'none' }, { pastHistory: 'none' }],
    ['an unknown field', { colour: 'red', pastHistory: 'none' }, { pastHistory: 'none' }],
  ])('of an emergency goes on without %s', async (_, up, kept) => {
    const { form, unread } = await read(withUp(up));
    expect(form.up).toMatchObject({ ...BARE.up, ...kept });
    expect(unread.map(({ field }) => field)).toEqual(expect.arrayContaining([expect.stringMatching(/^up\./)]));
  });

  it.each([
    ['胸痛', '胸痛'],
    ['x'.repeat(400), 'x'.repeat(100)],
  ])('of an emergency is not refused for the length of its complaint', async (said, kept) => {
    const { form } = await read(withUp({ chiefComplaint: said }));
    expect(form.up?.chiefComplaint).toBe(kept);
  });

  it('of an emergency keeps the good lines of a list', async () => {
    const line = (item: string) => ({ kind: 'lab', item, at: NOW.toISOString() });
    const keyResults = [line('blood-routine'), { kind: 'lab' }, line('troponin'), { item: '!' }];
    const { form } = await read(withUp({ keyResults }));
    expect(form.up?.keyResults?.map(({ item }) => item)).toEqual(['blood-routine', 'troponin']);
  });

  it('of a hand-back is never read leniently: an emergency is not handed back', async () => {
    expect(await fieldsOf({ ...BARE, direction: 'down' })).toContain('consent');
  });
});
