import type { ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import type { Person } from '../../scripts/browser/person.js';
import { openScreen } from '../../scripts/browser/screen.js';
import type { Api } from '../../scripts/demo/api.js';
import { wayOf } from '../story/acting.js';
import { referralUp } from '../story/course.js';
import { as, contractedPatients, firstVisit, type Patient } from '../story/people.js';
import { button } from './fields.js';
import { Room } from './room.js';

describe('the worklist of a referral desk', () => {
  let room: Room;
  let doctor: Api;

  beforeAll(async () => {
    room = await Room.open();
    doctor = await as(room.system, 'family-doctor');
  }, 240_000);

  afterAll(() => room?.close());

  async function waiting(): Promise<ReferralView> {
    const [patient] = (await contractedPatients(doctor, 1)) as [Patient];
    return referralUp(room.system, doctor, patient, await firstVisit(doctor, patient.id), '19:11');
  }

  async function deskWith({ referralNo }: ReferralView): Promise<Person> {
    const desk = await room.person('referral-desk');
    await openScreen(desk.page, '/worklist');
    await desk.page.getByRole('option', { name: new RegExp(referralNo) }).waitFor();
    return desk;
  }

  it('lets one of two desks decide, and tells the other that it was overtaken', async () => {
    const referral = await waiting();
    const desks = [await deskWith(referral), await deskWith(referral)];
    for (const { page, watch } of desks) {
      watch.expect(/ 4(09|12) /);
      await page.getByRole('option', { name: new RegExp(referral.referralNo) }).click();
      await button(page.getByRole('region', { name: '转诊单详情' }), '接收')
        .first()
        .click();
      await button(page.getByRole('dialog'), '接收').waitFor();
    }
    await Promise.all(desks.map(({ page }) => button(page.getByRole('dialog'), '接收').click()));
    const told = /刚被他人处理|现在不能作此操作|刚刚被他人更新/;
    await Promise.any(desks.map(({ page }) => page.getByText(told).first().waitFor()));
    const way = await wayOf(doctor, referral.id);
    expect(way.filter((step) => step === 'T05' || step === 'T06')).toHaveLength(1);
    for (const desk of desks) await room.leave(desk);
    expect(room.complaints()).toEqual([]);
  });
});
