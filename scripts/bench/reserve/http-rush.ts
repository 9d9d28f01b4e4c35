import { randomUUID } from 'node:crypto';
import { HOUR_MS, MINUTE_MS } from '#service/calendar/local-time.js';
import { Api } from '../../demo/api.js';
import { businessNow, moveBusinessTime } from '../../demo/running/business-time.store.js';
import { fetchToken, type Running } from '../../demo/running/running.js';
import { recordVisits } from '../cases.js';
import { Crowd } from '../crowd.js';
import { percentile } from '../figures.js';
import { call } from '../http.js';
import type { Given } from './reserve.store.js';

const UNITS = 40;

/** Everybody at once at the front door. */
export interface HttpRush extends Given {
  contenders: number;
  /** Until the last one knows; and the slowest but one in a hundred. */
  milliseconds: number;
  p99: number;
  /** As many requests that ask for nothing. */
  emptyMilliseconds: number;
  emptyP99: number;
}

/**
 * Half family doctors (POST of a referral that waits for its unit or its place in the list), half the public (POST of a
 * booking), all for one evening of 40 units, beside the same number of requests on a route that does nothing.
 * @throws Error when a unit stayed free, or somebody got another answer than a unit, a place or a refusal
 */
export async function httpRush(running: Running, contenders: number): Promise<HttpRush> {
  const his = await fetchToken(running, 'his-adapter');
  const api = new Api(running.door, his);
  const day = (await businessNow(running.databaseUrl)).toISOString();
  const cases = await recordVisits(running, Math.ceil(contenders / 2), day);
  const session = await evening(api, day);
  await moveBusinessTime(running.databaseUrl, (now) => new Date(now.getTime() + 25 * HOUR_MS));
  const window = {
    earliest: session.startsAt,
    latest: new Date(Date.parse(session.startsAt) + MINUTE_MS).toISOString(),
  };
  const crowd = new Crowd(running, cases, { ...window, signed: day });
  await crowd.logIn();
  const asPublic = async () => {
    const headers = { authorization: `Bearer ${his}`, 'idempotency-key': randomUUID() };
    const body = { sessionId: session.id, patientId: randomUUID(), channel: 'web' };
    const { status } = await call('POST', `${running.door}/v1/bookings`, headers, body);
    if (status !== 201 && status !== 409) throw new Error(`A booking was answered with ${status}.`);
  };
  const empty = await timed(contenders, () => call('GET', `${running.door}/health/live`, {}));
  const full = await timed(contenders, (at) => (at % 2 ? asPublic() : crowd.submitAndWait()));
  const { body } = await api.read<{ familyTaken: number; publicTaken: number }>(`/v1/sessions/${session.id}`);
  const given = { family: body.familyTaken, public: body.publicTaken };
  const most = Math.min(UNITS, contenders);
  if (given.family + given.public !== most) throw new Error(`${given.family} + ${given.public} of ${most} were given.`);
  return { contenders, ...full, ...given, emptyMilliseconds: empty.milliseconds, emptyP99: empty.p99 };
}

/** An evening clinic five days ahead at a minute of its own. */
async function evening(his: Api, day: string): Promise<{ id: string; startsAt: string }> {
  const date = new Date(Date.parse(day) + (5 * 24 + 8) * HOUR_MS).toISOString().slice(0, 10);
  const session = {
    externalId: randomUUID(),
    pool: 'expert-slot',
    group: '03.04',
    startsAt: `${date}T19:07:00+08:00`,
    endsAt: `${date}T21:00:00+08:00`,
    place: 'Outpatient building',
    capacity: UNITS,
  };
  const { body } = await his.post<{ items: { id: string; startsAt: string }[] }>('/v1/sessions', {
    body: { sessions: [session] },
  });
  return body.items[0]!;
}

async function timed(count: number, ask: (at: number) => Promise<unknown>) {
  const start = performance.now();
  const samples = await Promise.all(
    Array.from({ length: count }, async (_, at) => {
      await ask(at);
      return performance.now() - start;
    }),
  );
  const sorted = samples.sort((a, b) => a - b);
  return { milliseconds: sorted.at(-1) ?? 0, p99: percentile(sorted, 0.99) };
}
