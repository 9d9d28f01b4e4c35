import type { Envelope } from '#contracts/envelope.js';
import { Heard } from '../../test/messaging/heard.js';
import { Rig } from '../../test/messaging/rig.js';
import { Room } from '../../test/messaging/room.js';
import { sampleMessage } from '../../test/messaging/sample.js';
import { PermanentError } from './errors.js';
import { HORIZON_DAYS } from './partitions.js';
import { type Decision, goThroughDeadLetters } from './put-back.js';

const NAME = 'reservation.no-show.v1';
const DAY = 86_400_000;

describe('dead letters', () => {
  let room: Room;
  let rig: Rig;
  let arrived: Heard<{ envelope: Envelope; attempt: number }>;
  let refusing: boolean;

  beforeAll(async () => {
    room = await Room.open();
  });
  beforeEach(async () => {
    arrived = new Heard();
    refusing = true;
    rig = await new Rig(room).publish();
    await rig.consume(NAME, async (envelope, attempt) => {
      if (refusing) throw new PermanentError('UNKNOWN_SESSION');
      arrived.push({ envelope, attempt });
    });
  });
  afterEach(async () => {
    await rig.close();
    await room.query('DELETE FROM outbox');
    await room.clearBroker();
  });
  afterAll(() => room.close());

  const go = (decide: () => Decision, now = new Date()) =>
    goThroughDeadLetters({ url: room.brokerUrl, service: 'referral', now, decide });
  const fates = async (decide: () => Decision, now?: Date) => (await go(decide, now)).map(({ fate }) => fate);

  it('are put back and handled once what was wrong is mended', async () => {
    const message = sampleMessage();
    await room.emit(message);
    await rig.handled('dead-lettered');
    refusing = false;
    const [round] = await go(() => 'put-back');
    expect(round).toMatchObject({ fate: 'put-back', letter: { name: NAME, reason: 'UNKNOWN_SESSION', attempt: 1 } });
    const { envelope, attempt } = await arrived.first(() => true);
    expect(envelope.aggregateId).toBe(message.aggregateId);
    expect(attempt).toBe(1);
    expect(await fates(() => 'leave')).toEqual([]);
  });

  it('older than the inbox remembers are refused and stay', async () => {
    await room.emit(sampleMessage());
    await rig.handled('dead-lettered');
    const later = new Date(Date.now() + (HORIZON_DAYS + 1) * DAY);
    expect(await fates(() => 'put-back', later)).toEqual(['too-old']);
    const justInTime = new Date(Date.now() + (HORIZON_DAYS - 1) * DAY);
    expect(await fates(() => 'leave', justInTime)).toEqual(['leave']);
    refusing = false;
    expect(await fates(() => 'put-back', justInTime)).toEqual(['put-back']);
  });

  it('that cannot be read are refused, and can be discarded', async () => {
    room.channel.sendToQueue('fenji.referral.v1', Buffer.from('{'), { type: NAME, messageId: 'broken' });
    await rig.handled('dead-lettered');
    expect(await go(() => 'put-back')).toMatchObject([
      { fate: 'unreadable', letter: { messageId: 'broken', reason: 'NOT_JSON' } },
    ]);
    expect(await fates(() => 'discard')).toEqual(['discard']);
    expect(await fates(() => 'leave')).toEqual([]);
  });

  it('are all looked at in one round, and those left keep their place', async () => {
    for (let i = 0; i < 5; i += 1) await room.emit(sampleMessage());
    await rig.handled('dead-lettered', 5);
    expect(await fates(() => 'leave')).toHaveLength(5);
    expect(await fates(() => 'discard')).toHaveLength(5);
  });
});
