import type { EpisodeView } from '../../../apps/referral/episode/episode.dto.js';
import type { ActionsView, EventView, ReferralView } from '../../../apps/referral/referral/form/referral.answer.js';
import { inBeijing } from '../running/moves.js';
import type { User } from './cast.js';
import { expect, type Stage } from './stage.js';
import { summary } from './voice.js';

/** What a person does to a referral, and what must have come of it. */
export interface Deed {
  readonly by: User;
  /** Last part of the address: `decisions`, `arrivals` … */
  readonly command: string;
  readonly body?: object;
  readonly state: ReferralView['state'];
  readonly zh: string;
  readonly en: string;
}

/** Carries out one deed on the version last seen. @throws NotAsTold when the referral is in another state afterwards */
export async function act({ voice }: Stage, referral: ReferralView, deed: Deed): Promise<ReferralView> {
  const { by, command, body = {}, state } = deed;
  voice.step(by.account.account, deed.zh, deed.en);
  const path = `/v1/referrals/${referral.id}/${command}`;
  const reply = await by.api.post<ReferralView>(path, { body, ifMatch: referral.version, wait: 2 });
  expect(`state after ${command}`, reply.body.state, state);
  voice.result(summary(reply.body));
  return reply.body;
}

/** The referral as it stands after a message that the user's stream must bring. */
export async function after(
  { voice }: Stage,
  user: User,
  event: string,
  { id }: { id: string },
  state: ReferralView['state'],
): Promise<ReferralView> {
  await user.stream.hears(event, id);
  const { body: referral } = await user.api.read<ReferralView>(`/v1/referrals/${id}`);
  expect(`state after ${event}`, referral.state, state);
  voice.result(summary(referral));
  return referral;
}

/** What this user may do now, as the API says it. */
export async function showActions({ voice }: Stage, user: User, { id }: { id: string }): Promise<void> {
  const { body } = await user.api.read<ActionsView>(`/v1/referrals/${id}/actions`);
  const actions = body.actions.map(({ action, transition }) => `${action} (${transition})`).join(', ');
  voice.result(`可办 may do now, on v${body.version}: ${actions}`);
}

/** The whole story of one leg as the API keeps it: who, when, from where to where. */
export async function showEvents(user: User, { id, referralNo }: { id: string; referralNo: string }): Promise<void> {
  const { body } = await user.api.read<{ items: EventView[] }>(`/v1/referrals/${id}/events?limit=100`);
  console.log(`\n    ${referralNo}`);
  for (const { version, at, transition, event, from, to, actor, reason } of body.items) {
    const who = `${actor.role}@${actor.institution}`;
    const move = from === to ? to : `${from} → ${to}`;
    const line = [`v${version}`.padStart(5), inBeijing(new Date(at)), (transition ?? '').padEnd(3), event.padEnd(22)];
    console.log(`    ${line.join('  ')} ${move.padEnd(32)} ${who}${reason ? ` (${reason})` : ''}`);
  }
}

/** The episode as one course of care. @throws NotAsTold unless it holds both visits and both closed legs */
export async function showEpisode(user: User, id: string): Promise<void> {
  const { body: episode } = await user.api.read<EpisodeView>(`/v1/episodes/${id}`);
  const legs = episode.legs.map(({ direction, state }) => `${direction} ${state}`).join(', ');
  console.log(`\n    诊疗过程 episode ${id}: ${episode.visits.length} visits; ${legs}`);
  expect('visits of the episode', episode.visits.length, 2);
  expect('legs of the episode', legs, 'up closed, down closed');
}
