import type { ReferralView } from '../../../apps/referral/referral/form/referral.answer.js';
import type { VisitView } from '../../../apps/referral/visit/visit.dto.js';
import { UP_OUTCOME, upReferral, visitOf } from './forms.js';
import { act, after, showActions } from './referral.js';
import { expect, type Stage } from './stage.js';
import type { DemoSession } from './supply.js';
import { summary } from './voice.js';

const MINUTE = 60_000;

/** Two visits of one episode: village clinic, then township centre. The second proves the first visit (domain §3.1). */
export async function visitTwice({ cast, voice, time }: Stage, patientId: string): Promise<VisitView> {
  const { villageDoctor, familyDoctor } = cast;
  voice.step(villageDoctor.account.account, '村卫生室首诊', 'First visit at the village clinic');
  const first = await villageDoctor.api.post<VisitView>('/v1/visits', { body: visitOf(patientId, time.now()) });
  voice.result(`episode ${first.body.episodeId}`);
  voice.step(
    familyDoctor.account.account,
    '乡镇卫生院家庭医生接诊，属同一诊疗过程',
    'The family doctor sees the patient: same episode',
  );
  const body = visitOf(patientId, time.now(), first.body.episodeId);
  const second = await familyDoctor.api.post<VisitView>('/v1/visits', { body });
  expect('episode of both visits', second.body.episodeId, first.body.episodeId);
  voice.result('I20.9，两次就诊之间无须转诊单 · no referral needed between the two');
  return second.body;
}

/** Submitted → offered from the protected reserve → accepted → confirmed. */
export async function referUp(stage: Stage, visit: VisitView, session: DemoSession): Promise<ReferralView> {
  const { cast, voice, time } = stage;
  const { familyDoctor, desk } = cast;
  voice.step(
    familyDoctor.account.account,
    '提交上转单（心血管内科专家号）',
    'Submits the up-referral (cardiology expert)',
  );
  const started = Date.now();
  const body = upReferral(time.now(), visit, session);
  const submitted = await familyDoctor.api.post<ReferralView>('/v1/referrals', { body, wait: 2 });
  voice.result(`${submitted.status}, ${Date.now() - started} ms, Location ${submitted.location}`);
  const offered = await after(stage, familyDoctor, 'referral.offered', submitted.body, 'submitted');
  expect('unit from the protected reserve', offered.unit?.fromReserve, true);
  expect('session of the unit', offered.unit?.sessionId, session.id);

  voice.step(
    desk.account.account,
    '转诊中心在收件箱看到转诊单及已占号源',
    'The referral desk finds it in its inbox, with the unit',
  );
  await desk.stream.hears('referral.offered', offered.id);
  const inbox = await desk.api.read<{ items: ReferralView[] }>('/v1/referrals?box=inbox&state=submitted&limit=100');
  const found = inbox.body.items.find(({ id }) => id === offered.id);
  expect('referral in the inbox', found?.id, offered.id);
  await showActions(stage, desk, offered);

  const zh = '接收（心内科已授权转诊中心决定）';
  const en = 'Accepts: cardiology has delegated the decision to the desk';
  const accepted = await act(stage, offered, {
    by: desk,
    command: 'decisions',
    body: { decision: 'accept' },
    state: 'accepted',
    zh,
    en,
  });
  const reserved = await after(stage, familyDoctor, 'referral.reserved', accepted, 'reserved');
  return confirm(stage, reserved);
}

async function confirm(stage: Stage, reserved: ReferralView): Promise<ReferralView> {
  const { familyDoctor } = stage.cast;
  stage.voice.step(
    familyDoctor.account.account,
    '与患者确认时间：占号变为预约',
    'Confirms with the patient: the hold becomes a booking',
  );
  const path = `/v1/referrals/${reserved.id}/confirmations`;
  const reply = await familyDoctor.api.post<ReferralView>(path, { ifMatch: reserved.version, wait: 2 });
  stage.voice.result(`${reply.status}: ${summary(reply.body)}`);
  return after(stage, familyDoctor, 'referral.confirmed', reserved, 'confirmed');
}

/** Arrival → care → outcome → acknowledgement: only then is the loop closed (domain §5.1). */
export async function treat(stage: Stage, confirmed: ReferralView): Promise<ReferralView> {
  const { familyDoctor, hospitalDoctor, arrivalDesk } = stage.cast;
  const start = new Date(confirmed.unit!.startsAt).getTime();
  await stage.time.waitUntil(new Date(start - 10 * MINUTE), '就诊日到了', 'the day of the appointment has come');
  const arrived = await act(stage, confirmed, {
    by: arrivalDesk,
    command: 'arrivals',
    state: 'arrived',
    zh: '患者到诊',
    en: 'The patient arrives',
  });
  const inCare = await act(stage, arrived, {
    by: hospitalDoctor,
    command: 'care-starts',
    state: 'in-care',
    zh: '开始诊疗',
    en: 'Care starts',
  });
  const returned = await act(stage, inCare, {
    by: hospitalDoctor,
    command: 'outcomes',
    body: UP_OUTCOME,
    state: 'outcome-returned',
    zh: '回转就诊结果',
    en: 'Returns the outcome to the family doctor',
  });
  await familyDoctor.stream.hears('referral.outcome-returned', returned.id);
  return act(stage, returned, {
    by: familyDoctor,
    command: 'acknowledgements',
    state: 'closed',
    zh: '家庭医生确认就诊结果：上转闭环',
    en: 'Acknowledges the outcome: the loop upwards is closed',
  });
}
