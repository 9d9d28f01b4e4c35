import { randomUUID } from 'node:crypto';
import { type Problem, type Reply, Unexpected } from '../api.js';
import { inBeijing } from '../running/moves.js';
import { expect, type Stage } from './stage.js';
import type { Voice } from './voice.js';

const CAPACITY = 5;
const HOUR = 3_600_000;

/** The session of this story, as the API shows it. */
export interface DemoSession {
  readonly id: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly capacity: number;
  readonly protected: number;
}

/** The hospital publishes one evening clinic five days ahead: nobody else has units in it. */
export async function publishSession({ cast, voice, time }: Stage): Promise<DemoSession> {
  const date = time.dateIn(5);
  voice.step(
    'his-adapter',
    `医院信息系统发布 ${date} 心内科专家夜门诊`,
    `The HIS publishes an evening clinic for ${date}`,
  );
  const session = {
    externalId: `demo-${randomUUID()}`,
    pool: 'expert-slot',
    group: '03.04',
    doctorId: cast.hospitalDoctor.account.practitioner,
    startsAt: `${date}T18:30:00+08:00`,
    endsAt: `${date}T20:30:00+08:00`,
    place: '门诊楼 心血管内科 专家诊室',
    capacity: CAPACITY,
  };
  const { body } = await cast.his.post<{ items: DemoSession[] }>('/v1/sessions', { body: { sessions: [session] } });
  const published = body.items[0]!;
  voice.result(
    `${published.capacity} 个号,预留 ${published.protected} 个 · ${CAPACITY} units, ${published.protected} of them protected`,
  );
  expect('protected units', published.protected, 1);
  return published;
}

/**
 * Citizens book on the hospital's own channel until only the protected unit is left: that one is refused with the next
 * free options, until family doctors have had their time (domain §7.3).
 */
export async function bookUntilRefused({ cast, voice, time }: Stage, session: DemoSession): Promise<void> {
  const opening = new Date(time.now().getTime() + 25 * HOUR);
  await time.waitUntil(
    opening,
    '发布 24 小时后对公众开放',
    'the session opens to the public 24 hours after publication',
  );
  voice.step(
    'his-adapter',
    '市民在医院公众号预约,直到只剩预留号',
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
