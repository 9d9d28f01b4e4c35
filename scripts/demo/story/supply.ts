import { randomUUID } from 'node:crypto';
import { type Api, type Problem, type Reply, Unexpected } from '../api.js';
import { inBeijing } from '../running/moves.js';
import { expect, type Stage } from './stage.js';
import type { Voice } from './voice.js';

const CAPACITY = 5;
const HOUR = 3_600_000;
const MINUTE = 60_000;

/** The session of this story, as the API shows it. */
export interface DemoSession {
  readonly id: string;
  readonly startsAt: string;
  readonly capacity: number;
  readonly protected: number;
  readonly opensPublicAt: string;
}

/**
 * The hospital publishes an evening clinic five days ahead, and one on the evening after it: where the first has no unit
 * for somebody, the second is the next one.
 */
export async function publishSession({ cast, voice, time }: Stage): Promise<DemoSession> {
  const [date, next] = [time.dateIn(5), time.dateIn(6)];
  const zh = `医院信息系统发布 ${date} 和 ${next} 的心内科专家夜门诊`;
  voice.step('his-adapter', zh, `The HIS publishes evening clinics for ${date} and ${next}`);
  const doctorId = cast.hospitalDoctor.account.practitioner;
  const sessions = [await eveningClinic(cast.his, date, doctorId), await eveningClinic(cast.his, next, doctorId)];
  const { body } = await cast.his.post<{ items: DemoSession[] }>('/v1/sessions', { body: { sessions } });
  const published = body.items[0]!;
  const { capacity, protected: kept } = published;
  voice.result(`各 ${capacity} 个号，其中预留 ${kept} 个 · ${capacity} units each, ${kept} of them protected`);
  expect('protected units', kept, 1);
  return published;
}

/** At a minute at which no earlier telling of this story left a session. */
async function eveningClinic(his: Api, date: string, doctorId: string) {
  const path = `/v1/sessions?pool=expert-slot&group=03.04&from=${date}&to=${date}&limit=100`;
  const { body } = await his.read<{ items: { startsAt: string }[] }>(path);
  const taken = new Set(body.items.map(({ startsAt }) => Date.parse(startsAt)));
  let start = Date.parse(`${date}T18:30:00+08:00`);
  while (taken.has(start)) start += MINUTE;
  return {
    externalId: `demo-${randomUUID()}`,
    pool: 'expert-slot',
    group: '03.04',
    doctorId,
    startsAt: new Date(start).toISOString(),
    endsAt: new Date(start + 2 * HOUR).toISOString(),
    place: '门诊楼 心血管内科 专家诊室',
    capacity: CAPACITY,
  };
}

/**
 * Citizens book on the hospital's own channel until only the protected unit is left: that one is refused with the next
 * free options, until family doctors have had their time (domain §7.3).
 */
export async function bookUntilRefused({ cast, voice, time }: Stage, session: DemoSession): Promise<void> {
  await time.waitUntil(
    new Date(session.opensPublicAt),
    '发布满 24 小时，号源向公众开放',
    'the session opens to the public 24 hours after publication',
  );
  voice.step(
    'his-adapter',
    '市民在医院公众号预约，直到只剩预留号源',
    'Citizens book online until only the protected unit is left',
  );
  for (let nth = 1; nth <= CAPACITY; nth++) {
    const booking = { sessionId: session.id, patientId: randomUUID(), channel: 'web' };
    const reply = await cast.his.attempt<{ state: string }>('/v1/bookings', { body: booking });
    if (nth <= CAPACITY - session.protected) {
      if (reply.status !== 201) throw new Unexpected(`booking ${nth}`, reply);
      voice.result(`${nth}: ${reply.status} confirmed`);
    } else {
      showRefusal(voice, nth, reply);
    }
  }
}

function showRefusal(voice: Voice, nth: number, reply: Reply<unknown>): void {
  expect('status of the booking that would take the protected unit', reply.status, 409);
  const { code, detail, options = [] } = reply.body as Problem & { options?: { startsAt: string; free: number }[] };
  voice.result(`${nth}: ${reply.status} ${code}: ${detail}`);
  for (const { startsAt, free } of options) {
    voice.result(`可选 next: ${inBeijing(new Date(startsAt)).slice(0, 16)} (${free} free)`);
  }
  expect('next options offered', options.length > 0, true);
}
