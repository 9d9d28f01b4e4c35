import { api, read, type Schema, writeHeaders } from '../../api/client';
import { Problem } from '../../problem/problem';
import { countyNow } from '../../time/county-time';
import { referralBody, visitBody } from '../form/light-form';
import type { Session } from '../who';
import type { Draft, Refusal } from './draft';
import { happen, takeNext } from './outbox';
import { meaningOf, pauseAfter } from './outbox.machine';

const PATIENCE_MILLISECONDS = 30_000;
let running: Promise<Stop> | undefined;

/** Why the courier came to rest: nothing is due, the network is away, or somebody must sign in. */
export type Stop = 'done' | 'unreachable' | 'signed-out';

/**
 * Sends what is due, one draft after the other. A second call while one runs is the same run; a second tab takes other
 * drafts. `anyPause`: the network has just come back, so waiting longer has no sense.
 */
export function deliver(session: Session, owner: string, anyPause: boolean): Promise<Stop> {
  running ??= run(session, owner, anyPause).finally(() => {
    running = undefined;
  });
  return running;
}

async function run(session: Session, owner: string, anyPause: boolean): Promise<Stop> {
  // What has surely not left may still be taken back.
  if (!navigator.onLine) return 'unreachable';
  for (let draft = await takeNext(owner, anyPause); draft; draft = await takeNext(owner, anyPause)) {
    const stop = await send(draft, session);
    if (stop) return stop;
  }
  return 'done';
}

/** Sends one draft: its visit, where there is one, then its referral. Every step is stored before the next begins. */
async function send(draft: Draft, session: Session): Promise<Stop | undefined> {
  try {
    const { form } = draft;
    const visited = form.wish === 'emergency' || draft.visitId ? draft : await sendVisit(draft);
    if (form.wish === 'visit') return undefined;
    await sendReferral(visited, session);
    return undefined;
  } catch (error) {
    return settle(draft, error);
  }
}

async function sendVisit(draft: Draft): Promise<Draft> {
  const body = (draft.sealed.visit ?? visitBody(draft.form)) as Schema<'RecordVisit'>;
  const sealed = await seal(draft, { visit: body });
  const headers = writeHeaders(draft.keys.visit);
  const visit = await read(api.POST('/v1/visits', { params: { header: headers }, body, signal: patience() }));
  const verdict = visit.verdict?.text as Draft['verdict'];
  const told = { visitId: visit.id, ...(verdict ? { verdict } : {}) };
  if (draft.form.wish === 'visit') {
    await happen(draft.id, 'visit-answer', { ...told, firstSentAt: undefined, attempts: 0 });
    return draft;
  }
  return (await happen(draft.id, 'take', told)) ?? { ...sealed, ...told };
}

async function sendReferral(draft: Draft, session: Session): Promise<void> {
  const made = referralBody(draft.form, session, countyNow(), draft.visitId);
  const body = (draft.sealed.referral ?? made) as Schema<'SubmitReferral'>;
  await seal(draft, { ...draft.sealed, referral: body });
  const headers = writeHeaders(draft.keys.referral);
  const sent = await read(api.POST('/v1/referrals', { params: { header: headers }, body, signal: patience() }));
  const verdict = sent.verdict.text as Draft['verdict'];
  await happen(draft.id, 'answer', { referral: { id: sent.id, no: sent.referralNo, verdict } });
}

/** Keeps the body before it leaves: whatever happens now, the same will be sent again. */
async function seal(draft: Draft, sealed: Draft['sealed']): Promise<Draft> {
  const firstSentAt = draft.firstSentAt ?? Date.now();
  return (await happen(draft.id, 'take', { sealed: { ...draft.sealed, ...sealed }, firstSentAt })) ?? draft;
}

async function settle({ id, attempts }: Draft, error: unknown): Promise<Stop | undefined> {
  const problem = error instanceof Problem ? error : new Problem(0, 'UNEXPECTED', '', []);
  if (meaningOf(problem.status, problem.code) === 'refuse') {
    const { status, code, detail, errors, more } = problem;
    const open = more['open'] as Refusal['open'];
    // Nothing was stored under the key, so the mended body may go under it.
    await happen(id, 'refuse', {
      refusal: { status, code, detail, errors, ...(open ? { open } : {}) },
      sealed: {},
      firstSentAt: undefined,
    });
    return undefined;
  }
  await happen(id, 'postpone', { tryAt: Date.now() + pauseAfter(attempts) });
  return problem.status === 401 ? 'signed-out' : 'unreachable';
}

function patience(): AbortSignal {
  return AbortSignal.timeout(PATIENCE_MILLISECONDS);
}
