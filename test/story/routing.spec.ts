import { DAY_MS } from '#service/calendar/local-time.js';
import type { ChoiceView } from '../../apps/referral/referral/choice/choice.dto.js';
import type { ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import type { RouteExplanation } from '../../apps/referral/routing/route.js';
import { rank } from '../../apps/referral/routing/routing.js';
import type { Api } from '../../scripts/demo/api.js';
import { type System, startSystem } from '../system/system.js';
import { act, eventsOf, now } from './acting.js';
import {
  ABROAD,
  as,
  businessNow,
  CARDIOLOGY,
  COUNTY_HOSPITAL,
  contractedPatients,
  firstVisit,
  moveClock,
  nextPatient,
  type Patient,
  publishEvening,
  type Session,
  TCM_HOSPITAL,
  until,
  upReferral,
} from './people.js';

interface Evening {
  account: string;
  days: number;
  capacity: number;
}

describe('the way of a patient', () => {
  let system: System;
  let doctor: Api;
  let desk: Api;
  let patients: Patient[];
  let evenings = 0;

  beforeAll(async () => {
    system = await startSystem();
    doctor = await as(system, 'family-doctor');
    desk = await as(system, 'referral-desk');
    patients = await contractedPatients(doctor, 20);
    // The nearest hospital of the next county is known to the township, without consortium or agreement.
    await system.database.query(`SET search_path = referral, public;
      INSERT INTO travel (county, from_institution, to_county, to_institution, minutes)
        SELECT DISTINCT county, institution, '990102', '${ABROAD}', 1 FROM team WHERE county = '990101' ON CONFLICT DO NOTHING;
      UPDATE travel SET minutes = 1 WHERE to_institution = '${ABROAD}';
      INSERT INTO critical_centre (county, institution, kind, valid_from) VALUES ('990102', '${ABROAD}', 'chest-pain', '2020-01-01')
        ON CONFLICT DO NOTHING;
      SET search_path = DEFAULT`);
  });

  afterAll(() => system?.stop());

  /** A cardiology evening, of a minute of its own so that a window can hold a few of them alone. */
  async function evening({ account, ...wanted }: Evening): Promise<Session> {
    evenings += 1;
    const time = `20:${String(evenings).padStart(2, '0')}`;
    return publishEvening(await as(system, account), await businessNow(system.database), { ...wanted, time });
  }

  const between = (...sessions: Session[]) => {
    const starts = sessions.map(({ startsAt }) => Date.parse(startsAt)).sort((a, b) => a - b);
    const latest = new Date((starts.at(-1) ?? 0) + 30_000).toISOString();
    return { earliest: new Date(starts[0] ?? 0).toISOString(), latest };
  };

  const question = { direction: 'up', urgencyClass: 'U3', deptCode: CARDIOLOGY, pool: 'expert-slot' };
  const route = async (more: object, api = doctor) =>
    (await api.post<RouteExplanation>('/v1/routes', { body: { ...question, ...more } })).body;
  const orderOf = ({ ranked }: RouteExplanation) => ranked.map(({ institution }) => institution);
  const leftAt = ({ ranked }: RouteExplanation, code: string) =>
    ranked.find(({ institution }) => institution === code)?.criteria.supply;

  /** The preview once reservation has told of as many units as were published in the window. */
  async function told(more: object, units: Record<string, number>): Promise<RouteExplanation> {
    return seen('what was published', async () => {
      const answer = await route(more);
      return Object.entries(units).every(([code, count]) => leftAt(answer, code)?.units === count) ? answer : undefined;
    });
  }

  /** Looks again until there is something to be seen. */
  async function seen<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    let found: T | undefined;
    await until(what, 20, async () => {
      found = await look();
      return found !== undefined;
    });
    return found!;
  }

  async function form(window: { earliest: string; latest: string }, more: object = {}): Promise<object> {
    const patient = nextPatient(patients);
    const firstVisitEncounterId = await firstVisit(doctor, patient.id);
    const consentAt = await businessNow(system.database);
    const { alternatives: _, ...whole } = upReferral({
      patient,
      firstVisitEncounterId,
      window,
      consentAt,
      autoNext: true,
    }) as Record<string, unknown>;
    return { ...whole, ...more };
  }

  const submit = async (body: object) => (await doctor.post<ReferralView>('/v1/referrals', { body, wait: 10 })).body;

  it('a preview shows what is left at each hospital, and what of it is kept for family doctors', async () => {
    const session = await evening({ account: 'his-adapter', days: 3, capacity: 10 });
    const answer = await told(between(session), { [COUNTY_HOSPITAL]: 10 });
    expect(leftAt(answer, COUNTY_HOSPITAL)).toMatchObject({
      protected: 2,
      open: 8,
      earliest: new Date(session.startsAt).toISOString(),
    });
    expect(answer.supplyAt).toEqual(expect.any(String));
    expect(leftAt(answer, TCM_HOSPITAL)).toMatchObject({ units: 0, earliest: null });
  });

  it('left open, the receiver is the hospital with the earlier free day, though another one is nearer', async () => {
    const early = await evening({ account: 'his-adapter-tcm', days: 1, capacity: 10 });
    const late = await evening({ account: 'his-adapter', days: 2, capacity: 10 });
    const window = between(early, late);
    await told(between(early), { [TCM_HOSPITAL]: 10 });
    const { id, to } = await submit(await form(window));
    expect(to.institution).toBe(TCM_HOSPITAL);
    const { explanation } = await now(doctor, id);
    const kept = explanation as RouteExplanation;
    expect(kept.choice).toMatchObject({ institution: TCM_HOSPITAL, by: 'routing' });
    expect(kept.choice?.alternatives).toContain(COUNTY_HOSPITAL);
    expect(kept.ranked[0]?.reasons).toContain('before-next-by-time');
  });

  it('the order that was kept can be made again from what was kept with it', async () => {
    const session = await evening({ account: 'his-adapter', days: 2, capacity: 10 });
    const { id } = await submit(await form(between(session)));
    const kept = (await now(doctor, id)).explanation as RouteExplanation;
    const { ranked, excluded } = JSON.parse(JSON.stringify(rank(kept.candidates, kept.request)));
    expect({ ranked, excluded }).toEqual({ ranked: kept.ranked, excluded: kept.excluded });
    expect(kept).toMatchObject({ ruleSetVersion: expect.any(String), at: expect.any(String) });
  });

  it('where the last unit was taken, the next patient is led to the hospital that still has one', async () => {
    // Of tomorrow everything is open: whether the one unit is part of the day's reserve does not matter.
    const last = await evening({ account: 'his-adapter', days: 1, capacity: 1 });
    await told(between(last), { [COUNTY_HOSPITAL]: 1 });
    const at = { to: { institution: COUNTY_HOSPITAL, deptCode: CARDIOLOGY }, autoNext: false };
    const first = await submit(await form(between(last), at));
    expect(first).toMatchObject({ offered: true, unit: { sessionId: last.id } });
    const second = await submit(await form(between(last), at));
    expect(second).toMatchObject({ offered: false, wait: { position: 1, reasons: [{ reason: 'full' }] } });

    const free = await evening({ account: 'his-adapter-tcm', days: 1, capacity: 5 });
    const window = between(last, free);
    const answer = await seen('the last unit taken', async () => {
      const one = await route(window);
      return leftAt(one, TCM_HOSPITAL)?.units === 5 && leftAt(one, COUNTY_HOSPITAL)?.earliest === null
        ? one
        : undefined;
    });
    expect(orderOf(answer)[0]).toBe(TCM_HOSPITAL);
    const led = await submit(await form(window));
    expect(led).toMatchObject({ offered: true, to: { institution: TCM_HOSPITAL }, unit: { sessionId: free.id } });
  });

  it('a unit that is neither reserved nor open yet is offered to nobody, and the patient is told so', async () => {
    const one = { account: 'his-adapter', days: 5, capacity: 1 };
    const two = [await evening(one), await evening(one)];
    // One more unit may add one to the day's reserve; two at a ratio of 20 % never add two.
    const closed = two.find(({ reserve }) => reserve === 0)!;
    await told(between(closed), { [COUNTY_HOSPITAL]: 1 });
    expect(leftAt(await route(between(closed)), COUNTY_HOSPITAL)).toMatchObject({
      protected: 0,
      open: 1,
      earliest: null,
    });
    const to = { institution: COUNTY_HOSPITAL, deptCode: CARDIOLOGY };
    const waiting = await submit(await form(between(closed), { to, autoNext: false }));
    expect(waiting).toMatchObject({ offered: false, wait: { reasons: [{ reason: 'not-open' }] } });
  });

  it('a village doctor does not pass over the township without a reason', async () => {
    const village = await as(system, 'primary-doctor');
    const without = await route({}, village);
    expect(orderOf(without)).toEqual([]);
    expect(without.excluded).toContainEqual(
      expect.objectContaining({ institution: COUNTY_HOSPITAL, reason: 'tier-skipped' }),
    );
    const reasoned = await route({ reasonCode: ['no-subject'] }, village);
    expect(orderOf(reasoned)).toContain(COUNTY_HOSPITAL);
    expect(reasoned.ranked[0]?.reasons).toContain('skips-a-tier');
  });

  it('an emergency goes to the matching centre, also across the border of the county, by travel alone', async () => {
    const emergency = { urgencyClass: 'U1', pool: 'inpatient-bed', criticalCentre: 'chest-pain' };
    const [first] = await seen('the next county', async () => {
      const { ranked } = await route(emergency);
      return ranked[0]?.institution === ABROAD ? ranked : undefined;
    });
    expect(first?.reasons).toContain('critical-centre');
    expect(first?.criteria.pair).toBe('none');
  });

  it('the patient sees what an own choice means before anybody confirms it', async () => {
    const session = await evening({ account: 'his-adapter', days: 2, capacity: 5 });
    const to = { institution: COUNTY_HOSPITAL, deptCode: CARDIOLOGY };
    const { id, version } = await submit(await form(between(session), { to, autoNext: false }));
    const ask = async (institution: string) =>
      (await doctor.post<ChoiceView>(`/v1/referrals/${id}/choice-previews`, { body: { institution } })).body;
    expect(await ask(TCM_HOSPITAL)).toMatchObject({ possible: true, entitlement: 'family-doctor', hopsLeft: 2 });
    const abroad = await ask(ABROAD);
    expect(abroad).toMatchObject({ entitlement: 'open', entitlementNow: 'family-doctor', excluded: 'not-in-network' });
    expect((abroad.verdict as { verdict: string }).verdict).not.toBe(
      (abroad.verdictNow as { verdict: string }).verdict,
    );
    const still = await now(doctor, id);
    expect(still.to.institution).toBe(COUNTY_HOSPITAL);
    expect(still.version).toBeGreaterThanOrEqual(version);
  });

  it('a receiver without room sends the patient to the next candidate, who has kept the rules until today', async () => {
    const session = await evening({ account: 'his-adapter', days: 2, capacity: 5 });
    const to = { institution: COUNTY_HOSPITAL, deptCode: CARDIOLOGY };
    const { id } = await submit(await form(between(session), { to }));
    await until('offered', 20, async () => (await now(doctor, id)).offered);
    await act(desk, id, 'decisions', {
      decision: 'reject',
      reason: 'out-of-network',
      alternative: { advice: 'The other hospital has room.' },
    });
    const moved = await now(doctor, id);
    expect(moved).toMatchObject({ state: 'submitted', to: { institution: TCM_HOSPITAL }, hop: 1 });
    expect((await eventsOf(doctor, id)).at(-1)).toMatchObject({ event: expect.any(String) });
  });

  it('where nobody decides and nobody is left, finding a way is a task of the desk with a deadline', async () => {
    const session = await evening({ account: 'his-adapter', days: 6, capacity: 5 });
    const { id } = await submit(await form(between(session), { urgencyClass: 'U4' }));
    const first = (await now(doctor, id)).to.institution;
    const later = async (days: number) => {
      const at = (await businessNow(system.database)).getTime() + days * DAY_MS;
      await moveClock(system.databaseUrl, new Date(at));
    };
    await later(4);
    await until('the next receiver', 30, async () => (await now(doctor, id)).to.institution !== first);
    const isTask = async () => (await now(doctor, id)).dueKind === 'find-a-way';
    for (let tries = 0; tries < 3 && !(await isTask()); tries += 1) {
      const { hop } = await now(doctor, id);
      await later(4);
      await until('silence', 30, async () => (await isTask()) || (await now(doctor, id)).hop > hop);
    }
    expect(await now(doctor, id)).toMatchObject({
      state: 'submitted',
      dueKind: 'find-a-way',
      owner: { role: 'referral-desk' },
      dueAt: expect.any(String),
    });
  });
});
