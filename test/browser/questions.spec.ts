import type { ApprovalView } from '../../apps/referral/approval/approval.dto.js';
import type { PatientView } from '../../apps/referral/patient/patient.dto.js';
import { openScreen } from '../../scripts/browser/screen.js';
import type { Api } from '../../scripts/demo/api.js';
import { ABROAD, as, CARDIOLOGY, contractedPatients, nextPatient, type Patient } from '../story/people.js';
import { ask, readQuestion } from '../story/questions.js';
import { button, choose, write } from './fields.js';
import { Room } from './room.js';

describe('advice, approval, and who a patient is, by clicks', () => {
  let room: Room;
  let doctor: Api;
  let patients: Patient[];

  beforeAll(async () => {
    room = await Room.open();
    doctor = await as(room.system, 'family-doctor');
    patients = (await contractedPatients(doctor, 20)).filter(({ birthDate }) => birthDate < '2000');
  }, 240_000);

  afterAll(() => room?.close());

  it('a specialist asks back, is told what was missing and advises; the doctor refers with what is known', async () => {
    const { id, patientId } = await ask(room.system, doctor, nextPatient(patients).id);
    const specialist = await room.person('hospital-doctor');
    const asker = await room.person('family-doctor');

    await openScreen(specialist.page, '/questions?state=asked');
    await specialist.page.locator(`a[href="/questions/${id}"]`).click();
    await button(specialist.page, '接手').click();
    await button(specialist.page, '退回补充').click();
    await write(specialist.page, '还需要什么资料', '请补充静息心电图。');
    await button(specialist.page.getByRole('main').locator('form'), '退回补充').click();

    // Nobody reloads anything: the day of the doctor says that more is needed.
    await openScreen(asker.page, '/day');
    await asker.page.getByRole('link', { name: '专家需要补充资料' }).click();
    await asker.page.getByText('请补充静息心电图。').waitFor();
    await write(asker.page, '补充资料', '心电图正常，肌钙蛋白阴性。');
    await button(asker.page.getByRole('main').locator('form'), '提交补充').click();

    await button(specialist.page, '接手').click();
    await specialist.page.getByRole('radio', { name: '建议上转' }).check();
    await choose(specialist.page, /转诊理由/, '需', '需要检查');
    await write(specialist.page, '意见', '典型心绞痛，建议冠脉造影。');
    await button(specialist.page.getByRole('main').locator('form'), '签署并答复').click();

    await asker.page.getByRole('region', { name: '专家意见' }).getByText('典型心绞痛，建议冠脉造影。').waitFor();
    await button(asker.page, '按建议转诊').click();
    await asker.page.waitForURL(new RegExp(`/patients/${patientId}/refer\\?draft=`));
    const { state, events } = await readQuestion(doctor, id);
    expect(state).toBe('answered');
    expect(events.map(({ transition }) => transition)).toEqual(['C01', 'C02', 'C04', 'C05', 'C02', 'C06']);
    await room.leave(specialist);
    await room.leave(asker);
  });

  it('a doctor asks to leave the network, and the centre decides', async () => {
    const patient = nextPatient(patients);
    const asker = await room.person('family-doctor');
    await openScreen(asker.page, `/approvals?patient=${patient.id}`);
    await choose(asker.page, /拟转往机构/, '示范县乙', '示范县乙人民医院');
    await choose(asker.page, /科室/, '', /心血管/);
    await choose(asker.page, /申请理由/, '', '需要连续诊疗');
    await button(asker.page, '提交').click();
    await asker.page.getByText('申请已提交，等待审批。').waitFor();

    const desk = await room.person('referral-desk');
    await openScreen(desk.page, '/approvals?state=requested');
    await button(desk.page, '审批').first().click();
    const dialog = desk.page.getByRole('dialog');
    await dialog.getByRole('radio', { name: '不同意' }).check();
    await choose(dialog, /不同意的理由/, '', '网络内可以诊治');
    await button(dialog, '提交').click();
    await dialog.waitFor({ state: 'hidden' });
    const { items } = (await doctor.read<{ items: ApprovalView[] }>('/v1/network-approvals')).body;
    expect(items[0]).toMatchObject({
      state: 'refused',
      refusal: 'treatable-in-network',
      toInstitution: ABROAD,
      deptCode: CARDIOLOGY,
    });
    expect(room.complaints()).toEqual([]);
  });

  it('a patient’s name is seen in clear for a reason, which is recorded', async () => {
    const { id } = patients[0]!;
    const asker = await room.person('family-doctor');
    const { page } = asker;
    const clear = (await doctor.read<{ name: string }>(`/v1/patients/${id}?reveal=true&reason=treatment`)).body.name;
    await openScreen(page, `/patients/${id}`);
    expect(await page.getByRole('main').innerText()).not.toContain(clear);
    await button(page, '显示完整信息').click();
    await page.getByRole('menuitem', { name: '核对身份' }).click();
    await page.getByRole('main').getByText(clear).first().waitFor();
    await button(page, '隐藏').click();
    await page.getByRole('main').getByText(clear).first().waitFor({ state: 'hidden' });
    const { rowCount } = await room.system.database.query(
      `SELECT 1 FROM referral.access_log WHERE purpose = 'reveal-identity-check' AND account = 'family-doctor'`,
    );
    expect(rowCount).toBe(1);
    await room.leave(asker);
  });

  it('how a patient is reached is corrected, where somebody whom the county knows says another phone', async () => {
    const { id } = patients[0]!;
    const asker = await room.person('family-doctor');
    const { page } = asker;
    const path = `/v1/patients/${id}?reveal=true&reason=correction`;
    const { name, idNo, divisionCode } = (await doctor.read<PatientView>(path)).body;
    const contact: [string, string][] = [
      ['电话', '12099990003'],
      ['住址', '安平县城关镇二村 7 号'],
    ];
    await openScreen(page, '/patients');
    await button(page, '新患者建档').click();
    const form = page.getByRole('dialog', { name: '新患者建档' });
    for (const [label, text] of [
      ['姓名', name],
      ['证件号码', idNo],
      ['行政区划代码', divisionCode],
      ...contact,
    ] as const) {
      await write(form, label, text);
    }
    await button(form, '新患者建档').click();
    await page.getByText('登记的电话、住址与本次填写不同').waitFor();
    await button(page, '更正联系方式').click();
    const dialog = page.getByRole('dialog', { name: '更正联系方式' });
    for (const [label, text] of contact) await write(dialog, label, text);
    await button(dialog, '保存').click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('120****0003').waitFor();
    await page.getByText('登记的电话、住址与本次填写不同').waitFor({ state: 'hidden' });
    await room.leave(asker);
  });
});
