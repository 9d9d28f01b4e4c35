import type { ActionsView } from '../../apps/referral/referral/form/referral.answer.js';
import type { Api, Problem, Reply } from '../demo/api.js';
import type { Account } from '../demo/county/accounts.js';
import type { Case } from './cases.js';
import type { Intent, Post } from './conduct.js';
import { downForm, upForm } from './forms.js';
import type { Seen } from './observation.store.js';
import type { People } from './people.js';

/** An act that Fenji refused, or did not offer; the world had moved on where `stale`. */
export interface Refusal {
  readonly action: string;
  readonly state: string;
  readonly stale: boolean;
  readonly why: string;
}

export type Acted = { id: string } | Refusal | undefined;

/** Carries out what people intend, over the public API only. */
export class Acts {
  constructor(private readonly people: People) {}

  /** A first visit and the referral that follows it. @returns the referral's id, or why there is none */
  async referUp(one: Case, now: Date, patientId: string): Promise<Acted> {
    const api = await this.people.as(one.doctor);
    const { code, name } = one.complaint;
    const diagnoses = [{ system: 'icd-10', version: '2019', code, name, rank: 1 }];
    const visit = await api.attempt<{ id: string }>('/v1/visits', { body: { patientId, diagnoses } });
    if (visit.status >= 300) return refused('visit', 'none', visit);
    const form = upForm(one, now, { id: (visit.body as { id: string }).id, patientId });
    const reply = await api.attempt<{ id: string }>('/v1/referrals', { body: form, wait: 5 });
    return reply.status < 300 ? { id: (reply.body as { id: string }).id } : refused('refer-up', 'none', reply);
  }

  /** @returns the id of a new down-referral, nothing where the act was taken, or why it was not */
  async carryOut(intent: Intent, seen: Seen, now: Date): Promise<Acted> {
    const account = this.accountOf(intent.by);
    const api = await this.people.as(account);
    if (intent.action === 'hand-back') return this.handBack(api, seen, now);
    const { body: offered } = await api.read<ActionsView>(`/v1/referrals/${seen.id}/actions`);
    const action = offered.actions.find((one) => one.action === intent.action);
    if (!action) {
      const why = `${account.account} is offered ${offered.actions.map((one) => one.action).join(', ') || 'nothing'}`;
      return { action: intent.action, state: offered.state, stale: offered.version !== seen.version, why };
    }
    const command = { body: intent.body?.(now) ?? {}, ifMatch: offered.version, wait: 5 };
    const reply = await api.attempt(action.href, command);
    return reply.status < 300 ? undefined : refused(intent.action, seen.state, reply);
  }

  private async handBack(api: Api, seen: Seen, now: Date): Promise<Acted> {
    const up = { id: seen.id, patientId: seen.patientId, institution: seen.fromInstitution };
    const reply = await api.attempt<{ id: string }>('/v1/referrals', { body: downForm(now, up), wait: 5 });
    return reply.status < 300 ? { id: (reply.body as { id: string }).id } : refused('hand-back', seen.state, reply);
  }

  private accountOf(post: Post): Account {
    return 'practitioner' in post
      ? this.people.practitioner(post.practitioner)
      : this.people.at(post.role, post.institution, post.department);
  }
}

function refused(action: string, state: string, { status, body }: Reply<unknown>): Refusal {
  const { code, detail, errors = [] } = (body ?? {}) as Partial<Problem>;
  const fields = errors.map(({ field, message }) => `${field}: ${message}`).join('; ');
  return { action, state, stale: status === 412 || status === 409, why: `${status} ${code} ${fields || detail}` };
}
