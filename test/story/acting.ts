import type {
  ActionsView,
  EventView,
  ReferralDetail,
  ReferralView,
} from '../../apps/referral/referral/form/referral.answer.js';
import { type Api, type Command, type Problem, type Reply, Unexpected } from '../../scripts/demo/api.js';

/** What the users of a story do with one referral, over the public door. */

export const ANGINA = { system: 'icd-10', version: 'sample', code: 'I20.9', name: '心绞痛', rank: 1 };

/** As often as a person would try before calling somebody. */
const TRIES = 5;

export const on = (id: string, path: string): string => `/v1/referrals/${id}/${path}`;

/** The referral as this user sees it now. */
export async function now(api: Api, id: string): Promise<ReferralDetail> {
  return (await api.read<ReferralDetail>(`/v1/referrals/${id}`)).body;
}

/** A command on the referral as it is now; read again when an answer by message has changed it meanwhile (412). */
export async function act(
  api: Api,
  id: string,
  path: string,
  body: object = {},
  more: Partial<Command> = {},
): Promise<ReferralView> {
  for (let tries = 1; ; tries += 1) {
    const { version } = await now(api, id);
    const reply = await api.attempt<ReferralView>(on(id, path), { body, ifMatch: version, ...more });
    if (reply.status < 300) return reply.body as ReferralView;
    if (reply.status !== 412 || tries === TRIES) throw new Unexpected(`POST ${on(id, path)}`, reply);
  }
}

/** A command that is refused. */
export async function refused(api: Api, path: string, command: Command): Promise<Reply<Problem>> {
  return (await api.attempt(path, command)) as Reply<Problem>;
}

/** Status and code of a command that is refused on the referral as it is, whatever is told about it meanwhile. */
export async function refusal(
  { by, seenBy }: { by: Api; seenBy: Api },
  id: string,
  path: string,
  body: object = {},
): Promise<[number, string | undefined]> {
  for (;;) {
    const { version } = await now(seenBy, id);
    const { status, body: problem } = await refused(by, on(id, path), { body, ifMatch: version });
    if (status !== 412) return [status, problem.code];
  }
}

/** What this user may do now: `T06 accept`. */
export async function actions(api: Api, id: string): Promise<string[]> {
  const view = (await api.read<ActionsView>(on(id, 'actions'))).body;
  return view.actions.map(({ action, transition }) => `${transition} ${action}`);
}

/** The story of the referral so far. */
export async function eventsOf(api: Api, id: string): Promise<EventView[]> {
  return (await api.read<{ items: EventView[] }>(on(id, 'events'))).body.items;
}

/** The transitions that the referral has gone. */
export async function wayOf(api: Api, id: string): Promise<string[]> {
  return (await eventsOf(api, id)).flatMap(({ transition }) => transition ?? []);
}
