import { localDate, plusDays, wallClock } from '#service/calendar/local-time.js';
import type { ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import type { Person } from '../../scripts/browser/person.js';
import { openScreen } from '../../scripts/browser/screen.js';
import type { Api } from '../../scripts/demo/api.js';
import { act, now } from '../story/acting.js';
import {
  as,
  businessNow,
  COUNTY_HOSPITAL,
  contractedPatients,
  firstVisit,
  moveClock,
  nextPatient,
  type Patient,
  type Session,
  until,
  upReferral,
  windowOf,
} from '../story/people.js';
import { button, choose, write } from './fields.js';
import { Room } from './room.js';

/** What a hospital's desks and the county's administration do by mouse, from the roster to the policy. */
describe('the work of desks and administration', () => {
  let room: Room;
  let doctor: Api;
  let desk: Api;
  let patients: Patient[];
  let rosters: Person;

  beforeAll(async () => {
    room = await Room.open();
    doctor = await as(room.system, 'family-doctor');
    desk = await as(room.system, 'referral-desk');
    patients = await contractedPatients(doctor, 4);
    rosters = await room.person('roster-manager');
  }, 240_000);

  afterAll(() => room?.close());

  const inDays = async (days: number) => plusDays(localDate(await businessNow(room.system.database)), days);
  /** The last day of these with a clinic of the morning: none is held at a weekend or on a holiday. */
  async function clinicDay(first: number, last: number): Promise<string> {
    const [from, to] = [await inDays(first), await inDays(last)];
    const path = `/v1/rosters?pool=expert-slot&group=03.04&from=${from}&to=${to}`;
    const { items } = (await desk.read<{ items: { sessions: Session[] }[] }>(path)).body;
    const mornings = items
      .flatMap(({ sessions }) => sessions)
      .map(({ startsAt }) => new Date(startsAt))
      .filter((startsAt) => wallClock(startsAt).getUTCHours() < 12)
      .sort((a, b) => a.getTime() - b.getTime());
    return localDate(mornings.at(-1)!);
  }

  const dialogOf = ({ page }: Person) => page.getByRole('dialog').last();

  /** A session of an evening, published by the roster manager at the screen. */
  async function published(date: string, from: string, doctorName: string): Promise<Session> {
    const { page } = rosters;
    await openScreen(page, '/rosters');
    await button(page, '发布排班').click();
    const dialog = page.getByRole('dialog', { name: '发布排班' });
    await choose(dialog, '科室', '心血管内科');
    await dialog.getByLabel('日期').fill(date);
    await dialog.getByLabel('开始').fill(from);
    await dialog.getByLabel('结束').fill('21:00');
    await write(dialog, '地点', '门诊楼 3 诊室');
    await dialog.getByLabel('总号数').fill('5');
    await choose(dialog, '医生（选填）', doctorName);
    await button(dialog, '发布排班').click();
    await dialog.getByRole('status').getByText('已发布 5 个号').waitFor();
    await dialog.locator('.ant-modal-close').click();
    await dialog.waitFor({ state: 'hidden' });
    const path = `/v1/rosters?pool=expert-slot&group=03.04&from=${date}&to=${date}`;
    const { items } = (await desk.read<{ items: { sessions: Session[] }[] }>(path)).body;
    const startsAt = Date.parse(`${date}T${from}:00+08:00`);
    return items[0]!.sessions.find((session) => Date.parse(session.startsAt) === startsAt)!;
  }

  async function confirmed(window: { earliest: string; latest: string }, change: object = {}): Promise<ReferralView> {
    const patient = nextPatient(patients);
    const visit = await firstVisit(doctor, patient.id);
    const consentAt = await businessNow(room.system.database);
    const form = upReferral({ patient, firstVisitEncounterId: visit, window, to: COUNTY_HOSPITAL, consentAt });
    const { id } = (await doctor.post<ReferralView>('/v1/referrals', { body: { ...form, ...change }, wait: 10 })).body;
    await until('held', 20, async () => (await now(doctor, id)).offered);
    await act(desk, id, 'decisions', { decision: 'accept' });
    await until('reserved', 20, async () => (await now(doctor, id)).state === 'reserved');
    await act(doctor, id, 'confirmations', {}, { wait: 10 });
    await until('confirmed', 20, async () => (await now(doctor, id)).state === 'confirmed');
    return now(doctor, id);
  }

  async function openSession(date: string, from: string) {
    const { page } = rosters;
    await openScreen(page, `/rosters?from=${date}`);
    await page
      .getByRole('button', { name: new RegExp(from) })
      .first()
      .click();
  }

  it('swap the doctor of a clinic, and see before whom it concerns', async () => {
    const date = await inDays(6);
    const [first, second] = await cardiologists();
    const session = await published(date, '19:11', first);
    const { id } = await confirmed(windowOf(session));
    const { page } = rosters;
    await openSession(date, '19:11');
    await page.getByText(`出诊医生 ${first}`).waitFor();
    await button(page, '替诊').click();
    const dialog = page.getByRole('dialog', { name: '替诊' });
    await choose(dialog, '替诊医生', second);
    await choose(dialog, '原因', '医生病假');
    await button(dialog, '查看影响').click();
    await dialog.getByText('1 位已预约患者保留原号').waitFor();
    const { unit } = await now(doctor, id);
    await button(dialog, '确认执行（影响 1 人）').click();
    await page.getByText(`出诊医生 ${second}`).waitFor();
    expect((await now(doctor, id)).unit?.reservationId).toBe(unit?.reservationId);
  });

  it('stop a clinic: everybody moves where the list said, and is settled when told', async () => {
    const date = await inDays(6);
    const [first] = await cardiologists();
    const session = await published(date, '18:31', first);
    const { id, unit } = await confirmed(windowOf(session));
    const { page } = rosters;
    await openSession(date, '18:31');
    await button(page, '停诊').click();
    const dialog = page.getByRole('dialog', { name: '停诊' });
    await choose(dialog, '原因', '医生病假');
    await button(dialog, '查看影响').click();
    await dialog.getByText('改约到').waitFor();
    expect((await now(doctor, id)).unit?.startsAt).toBe(unit?.startsAt);
    const path = `/v1/sessions/${session.id}`;
    const { version } = await desk.read(path);
    await desk.post(`${path}/capacity-changes`, { body: { capacity: 6, reason: 'more-staff' }, ifMatch: version! });
    rosters.watch.expect(/ 412 .*\/stops/);
    await button(dialog, '确认执行（影响 1 人）').click();
    // Who is moved now must be seen first, however often the button is pressed.
    await button(dialog, '查看影响').click();
    await button(dialog, '确认执行（影响 1 人）').click();
    await page.getByText('已停诊，不能再更改').waitFor();
    await until('moved', 20, async () => (await now(doctor, id)).unit?.startsAt !== unit?.startsAt);
    await openScreen(page, '/rosters?show=displaced&of=rebooked');
    await button(page, '已告知').first().click();
    await page.getByText('没有这类停调诊患者').waitFor();
  });

  it('import a roster: the dry run names the wrong row, the mended file is published', async () => {
    const date = await inDays(7);
    const head = 'externalId,pool,group,startsAt,endsAt,place,capacity';
    const row = (capacity: string) =>
      `file-1,expert-slot,03.07,${date}T19:00:00+08:00,${date}T20:00:00+08:00,诊室,${capacity}`;
    const { page } = rosters;
    await openScreen(page, '/imports');
    await write(page, '文件内容', `${head}\n${row('many')}\n`);
    rosters.watch.expect(/ 422 /);
    await button(page, '先试运行').click();
    await page
      .getByRole('row', { name: /^2 capacity/ })
      .first()
      .waitFor();
    expect(await button(page, '正式导入').isDisabled()).toBe(true);
    await write(page, '文件内容', `${head}\n${row('4')}\n`);
    await button(page, '先试运行').click();
    await page.getByText('试运行结果：尚未改动任何数据').waitFor();
    await openedNothing(date);
    await button(page, '正式导入').click();
    await page.getByText('已导入').waitFor();
    await openSession(date, '19:00');
    await page.getByRole('dialog').getByText('内分泌科').waitFor();
  });

  it('propose a policy, refuse one below the floor, and let a second person approve', async () => {
    const author = await room.person('county-health-authority');
    const path = '/policies?service=reservation&key=reserve.ratioBps.exam';
    const propose = async (value: string) => {
      await openScreen(author.page, path);
      await write(author.page, '值', value);
      await author.page.getByLabel('生效日期').fill(await inDays(30));
      await write(author.page, '依据', '县卫健局 2026 年第 12 号通知');
      await button(author.page, '提出新版本').click();
    };
    author.watch.expect(/ 422 /);
    await propose('1000');
    await author.page.getByRole('alert').filter({ hasNotText: '已提交' }).first().waitFor();
    await propose('2500');
    await author.page.getByText('须由另一人批准后生效').waitFor();
    await author.page.getByText('须由另一人批准', { exact: true }).waitFor();
    const second = await room.person('county-health-authority-2');
    await openScreen(second.page, path);
    await button(second.page.getByRole('region', { name: '待批准的参数变更' }), '批准').click();
    await second.page.getByRole('region', { name: 'reserve.ratioBps.exam' }).getByText('2500').waitFor();
    await room.leave(author);
    await room.leave(second);
  });

  it('check in whoever comes for a bed, give it, and undo a no-show of who comes late', async () => {
    const date = await clinicDay(1, 5);
    const window = { earliest: `${date}T10:00:00+08:00`, latest: `${date}T18:00:00+08:00` };
    const stay = await confirmed(window, {
      purpose: 'admission',
      requested: { pool: 'inpatient-bed', deptCode: '03.04', bedClass: 'general', ...window },
    });
    const visit = await confirmed({ earliest: `${date}T08:00:00+08:00`, latest: `${date}T12:00:00+08:00` });
    await moveClock(room.system.databaseUrl, new Date(`${date}T16:00:00+08:00`));
    const arrivals = await room.person('arrival-desk');
    const { page } = arrivals;
    await openScreen(page, '/arrivals');
    // Nobody pressed anything: the time that the slot was kept is over.
    await button(page, `迟到补登记 ${visit.referralNo}`).click();
    await button(page, `开始诊疗 ${visit.referralNo}`).waitFor();
    await page.getByLabel('转诊单号后 4 位以上').fill(stay.referralNo.slice(-6));
    await button(page, '查找').first().click();
    await button(page, `到诊登记 ${stay.referralNo}`).click();
    await page.getByRole('link', { name: '安排床位' }).click();
    await button(page, '安排 心血管内科 01 床').click();
    await button(page, '心血管内科 01 床 出院或转床').click();
    const dialog = dialogOf(arrivals);
    await button(dialog, '提交').click();
    await dialog.waitFor({ state: 'hidden' });
    await until('late', 20, async () => (await now(doctor, visit.id)).state === 'arrived');
    await room.leave(arrivals);
    expect(room.complaints()).toEqual([]);
  });

  /** Two of the hospital, by name. */
  async function cardiologists(): Promise<[string, string]> {
    const path = `/v1/network/practitioners?institution=${COUNTY_HOSPITAL}&limit=100`;
    const { items } = (await desk.read<{ items: { name: string; departments: string[] }[] }>(path)).body;
    return items.filter(({ departments }) => departments.includes('03.04')).map(({ name }) => name) as [string, string];
  }

  async function openedNothing(date: string): Promise<void> {
    const path = `/v1/rosters?pool=expert-slot&group=03.07&from=${date}&to=${date}`;
    const { items } = (await desk.read<{ items: { sessions: Session[] }[] }>(path)).body;
    expect(items.flatMap(({ sessions }) => sessions).filter(({ capacity }) => capacity === 4)).toEqual([]);
  }
});
