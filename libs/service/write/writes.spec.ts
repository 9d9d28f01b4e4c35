import { randomUUID } from 'node:crypto';
import { openRoom, type Room } from '../../../test/service/room.js';
import type { Principal } from '../auth/principal.js';
import { SYSTEM } from '../database/database.js';
import { Problem } from '../problem/problem.js';
import { claimKeys, releaseKeys, storeAnswers } from './keys.js';
import type { Answer, Write } from './write.js';
import { Writes } from './writes.js';

const DOCTOR: Principal = {
  account: 'family-doctor',
  practitioner: randomUUID(),
  institution: '990101T01',
  county: '990101',
  roles: ['family-doctor'],
  departments: [],
  expiresAt: new Date('2030-01-01'),
};

const writeOf = (key = randomUUID(), requestHash = 'a'): Write => ({
  principal: DOCTOR,
  key,
  requestHash,
  method: 'POST',
  path: '/v1/things',
  waitMs: 0,
});

const created: Answer<{ no: number }> = { status: 201, body: { no: 1 }, location: '/v1/things/1', version: 1 };

describe('Writes', () => {
  let room: Room;
  let writes: Writes;

  beforeAll(async () => {
    room = await openRoom();
    writes = new Writes(room.database);
  });

  afterAll(() => room.close());

  it('gives the first answer again to the same key and body, without doing the work again', async () => {
    const write = writeOf();
    let runs = 0;
    const work = () => {
      runs += 1;
      return Promise.resolve(created);
    };
    await expect(writes.perform(write, work)).resolves.toEqual(created);
    await expect(writes.perform(write, work)).resolves.toEqual({ ...created, replayed: true });
    expect(runs).toBe(1);
  });

  it('refuses the key for another body', async () => {
    const write = writeOf();
    await writes.perform(write, () => Promise.resolve(created));
    const other = writes.perform({ ...write, requestHash: 'b' }, () => Promise.resolve(created));
    await expect(other).rejects.toMatchObject({ status: 422, code: 'KEY_REUSED' });
  });

  it('knows keys by account: another caller may use the same one', async () => {
    const write = writeOf();
    await writes.perform(write, () => Promise.resolve(created));
    const other = { ...write, principal: { ...DOCTOR, account: 'referral-desk' }, requestHash: 'b' };
    await expect(writes.perform(other, () => Promise.resolve(created))).resolves.toEqual(created);
  });

  it('says that the first request still runs when it takes too long', async () => {
    const write = writeOf();
    let finish = (_: Answer<{ no: number }>): void => undefined;
    const started = new Promise<void>((resolve) => {
      void writes.perform(write, () => {
        resolve();
        return new Promise<Answer<{ no: number }>>((done) => {
          finish = done;
        });
      });
    });
    await started;
    const second = writes.perform(write, () => Promise.resolve(created));
    await expect(second).rejects.toMatchObject({ status: 409, code: 'KEY_IN_PROGRESS' });
    finish(created);
  });

  it('lets one of ten racing requests work; the others get its answer', async () => {
    const write = writeOf();
    let runs = 0;
    const racing = Array.from({ length: 10 }, () =>
      writes.perform(write, () => {
        runs += 1;
        return Promise.resolve({ status: 201, body: { no: runs } });
      }),
    );
    const answers = await Promise.all(racing);
    expect(runs).toBe(1);
    expect(answers.map(({ body }) => body)).toEqual(Array(10).fill({ no: 1 }));
    expect(answers.filter(({ replayed }) => replayed)).toHaveLength(9);
  });

  it('forgets a key whose work threw a problem, so that the request may be repeated', async () => {
    const write = writeOf();
    const refused = new Problem({ status: 422, code: 'RULE_BROKEN', detail: 'no' });
    await expect(writes.perform(write, () => Promise.reject(refused))).rejects.toBe(refused);
    await expect(writes.perform(write, () => Promise.resolve(created))).resolves.toEqual(created);
  });

  it('keeps a better answer that came later', async () => {
    const write = writeOf();
    await writes.perform(write, () => Promise.resolve({ ...created, status: 202 }));
    await writes.amend(write, { status: 201, body: { no: 2 } });
    const again = await writes.perform(write, () => Promise.resolve(created));
    expect(again).toMatchObject({ status: 201, body: { no: 2 }, replayed: true });
  });

  it('refuses to store anything but success', async () => {
    const work = writes.perform(writeOf(), () => Promise.resolve({ status: 409, body: {} }));
    await expect(work).rejects.toThrow('Only 2xx answers are stored');
  });

  it('takes and answers keys in sets, in the order given', async () => {
    const [known, first] = [writeOf(), writeOf()];
    await writes.perform(known, () => Promise.resolve(created));
    const claims = await room.database.transaction(SYSTEM, async (tx) => {
      const taken = await claimKeys(tx, [first, known, { ...known, requestHash: 'b' }, first]);
      await storeAnswers(tx, [{ write: first, answer: created }]);
      return taken;
    });
    expect(claims).toMatchObject([
      { fresh: true },
      { fresh: false, answer: { ...created, replayed: true } },
      { fresh: false, problem: { code: 'KEY_REUSED' } },
      { fresh: false, problem: { code: 'KEY_IN_PROGRESS' } },
    ]);
    await expect(writes.perform(first, () => Promise.resolve(created))).resolves.toEqual({
      ...created,
      replayed: true,
    });
  });

  it('gives back the key of a write that was refused within a set', async () => {
    const [good, refused] = [writeOf(), writeOf()];
    await room.database.transaction(SYSTEM, async (tx) => {
      await claimKeys(tx, [good, refused]);
      await storeAnswers(tx, [{ write: good, answer: created }]);
      await releaseKeys(tx, [refused]);
    });
    await expect(writes.perform(refused, () => Promise.resolve(created))).resolves.toEqual(created);
    await expect(writes.perform(good, () => Promise.resolve(created))).resolves.toMatchObject({ replayed: true });
  });
});
