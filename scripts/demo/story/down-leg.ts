import type { ReferralView } from '../../../apps/referral/referral/form/referral.answer.js';
import { DOWN_OUTCOME, downReferral } from './forms.js';
import { act } from './referral.js';
import { expect, type Stage } from './stage.js';
import { summary } from './voice.js';

const DAY = 86_400_000;

/** The stable patient goes home: plan → accepted by the team → first contact → handover report → acknowledged. */
export async function referDown(stage: Stage, up: ReferralView): Promise<ReferralView> {
  const { cast, time } = stage;
  const { familyDoctor, hospitalDoctor } = cast;
  const submitted = await submit(stage, up);
  await familyDoctor.stream.hears('referral.submitted', submitted.id);
  const accepted = await act(stage, submitted, {
    by: familyDoctor,
    command: 'decisions',
    body: { decision: 'accept' },
    state: 'accepted',
    zh: '乡镇家庭医生团队接收下转',
    en: 'The township team accepts',
  });
  const contactAt = new Date(time.now().getTime() + 2 * DAY);
  const planned = await act(stage, accepted, {
    by: familyDoctor,
    command: 'first-contacts',
    body: { at: contactAt.toISOString() },
    state: 'confirmed',
    zh: '约定首次接触日期',
    en: 'Sets the date of the first contact',
  });
  await time.waitUntil(contactAt, '首次接触日到了', 'the day of the first contact has come');
  const seen = await act(stage, planned, {
    by: familyDoctor,
    command: 'arrivals',
    state: 'arrived',
    zh: '入户随访，完成首次接触',
    en: 'Visits the patient at home: first contact done',
  });
  const handedOver = await act(stage, seen, {
    by: familyDoctor,
    command: 'outcomes',
    body: DOWN_OUTCOME,
    state: 'outcome-returned',
    zh: '提交接续报告',
    en: 'Returns the handover report',
  });
  await hospitalDoctor.stream.hears('referral.outcome-returned', handedOver.id);
  return act(stage, handedOver, {
    by: hospitalDoctor,
    command: 'acknowledgements',
    state: 'closed',
    zh: '医院医生确认接续报告：下转闭环',
    en: 'Acknowledges the report: the loop downwards is closed',
  });
}

async function submit({ cast, voice, time }: Stage, up: ReferralView): Promise<ReferralView> {
  const { familyDoctor, hospitalDoctor } = cast;
  voice.step(
    hospitalDoctor.account.account,
    '病情稳定，附后续治疗方案下转',
    'The patient is stable: refers down with a plan',
  );
  const body = downReferral(time.now(), up, familyDoctor.account, (days) => time.dateIn(days));
  const { body: down } = await hospitalDoctor.api.post<ReferralView>('/v1/referrals', { body });
  expect('episode of both legs', down.episodeId, up.episodeId);
  voice.result(summary(down));
  return down;
}
