import type { Person } from '../../scripts/browser/person.js';
import { openScreen } from '../../scripts/browser/screen.js';
import type { Api } from '../../scripts/demo/api.js';
import { act, now } from '../story/acting.js';
import {
  as,
  businessNow,
  contractedPatients,
  firstVisit,
  nextPatient,
  type Patient,
  publishEvening,
  type Session,
  until,
  upReferral,
  windowOf,
} from '../story/people.js';
import { button, choose, write } from './fields.js';
import { Room } from './room.js';

/** Reservation answers after the request for a unit has ended, as when it is slow or starting anew. */
describe('an answer about a unit that comes late', () => {
  let room: Room;
  let api: Api;
  let patients: Patient[];
  let doctor: Person;

  beforeAll(async () => {
    room = await Room.open();
    api = await as(room.system, 'family-doctor');
    patients = (await contractedPatients(api, 20)).filter(({ birthDate }) => birthDate < '2000');
    doctor = await room.person('family-doctor');
    // What else the page asks reservation for is not answered either.
    doctor.watch.expect(/ 50[0-9] /);
  }, 240_000);

  afterAll(() => room?.close());

  /** A form at the point where the only unit of that time can be held. */
  async function formFor(time: string): Promise<Session> {
    const his = await as(room.system, 'his-adapter');
    const session = await publishEvening(his, await businessNow(room.system.database), { days: 1, capacity: 1, time });
    const { id } = nextPatient(patients);
    await openScreen(doctor.page, `/patients/${id}/refer?class=U3&visit=${await firstVisit(api, id)}`);
    await write(doctor.page, '主诉', '活动后胸闷两周');
    await choose(doctor.page, /^\*?\s*科室/, '心血管', /03\.04/);
    await doctor.page.getByRole('radio', { name: /示范县甲人民医院/ }).check();
    await unit(time).waitFor();
    return session;
  }

  const unit = (time: string) =>
    doctor.page.getByRole('region', { name: '可选号源' }).getByRole('listitem').filter({ hasText: time });
  const awaited = () => doctor.page.getByText('号源系统尚未答复');

  it('is waited for in sight, with nothing to click twice, and shown once it is there', async () => {
    await formFor('19:20');
    room.system.kill('reservation', 'SIGSTOP');
    await button(unit('19:20'), '占号').click();
    await awaited().waitFor();
    expect(await button(unit('19:20'), '占号').isDisabled()).toBe(true);
    room.system.kill('reservation', 'SIGCONT');
    await doctor.page.getByRole('timer', { name: '剩余时间' }).waitFor();
    expect(await awaited().count()).toBe(0);
    expect(room.complaints()).toEqual([]);
  });

  it('says, too, that somebody else was faster, and offers the next ones', async () => {
    const session = await formFor('19:25');
    const { page } = doctor;
    const stale = await api.read('/v1/units?pool=expert-slot&group=03.04&institution=990101H01&limit=8');
    await page.route(/\/v1\/units\?/, (route) => route.fulfill({ json: stale.body }));
    const patient = nextPatient(patients);
    const firstVisitEncounterId = await firstVisit(api, patient.id);
    const consentAt = await businessNow(room.system.database);
    const wish = { patient, firstVisitEncounterId, window: windowOf(session), to: '990101H01', consentAt };
    await api.post('/v1/referrals', { body: upReferral(wish), wait: 10 });
    room.system.kill('reservation', 'SIGSTOP');
    await button(unit('19:25'), '占号').click();
    await awaited().waitFor();
    room.system.kill('reservation', 'SIGCONT');
    await page.unrouteAll({ behavior: 'wait' });
    const told = page.getByRole('alert').filter({ hasText: '可改占' });
    await told.waitFor();
    await told.getByRole('button').first().click();
    await page.getByRole('timer', { name: '剩余时间' }).waitFor();
    expect(room.complaints()).toEqual([]);
  });

  it('is not called a booking before it is one', async () => {
    const his = await as(room.system, 'his-adapter');
    const desk = await as(room.system, 'referral-desk');
    const consentAt = await businessNow(room.system.database);
    const session = await publishEvening(his, consentAt, { days: 1, capacity: 1, time: '19:40' });
    const patient = nextPatient(patients);
    const firstVisitEncounterId = await firstVisit(api, patient.id);
    const wish = { patient, firstVisitEncounterId, window: windowOf(session), to: '990101H01', consentAt };
    const { id } = (await api.post<{ id: string }>('/v1/referrals', { body: upReferral(wish), wait: 10 })).body;
    await act(desk, id, 'decisions', { decision: 'accept' });
    await until('reserved', 20, async () => (await now(api, id)).state === 'reserved');
    const { page } = doctor;
    await openScreen(page, '/day');
    await button(page, '确认就诊').waitFor();
    room.system.kill('reservation', 'SIGSTOP');
    await button(page, '确认就诊').click();
    await page.getByText('答复前请勿告知患者已约妥').waitFor();
    room.system.kill('reservation', 'SIGCONT');
    await button(page, '确认就诊').waitFor({ state: 'hidden' });
    expect((await now(api, id)).state).toBe('confirmed');
    expect(room.complaints()).toEqual([]);
  });
});
