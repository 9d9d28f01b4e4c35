import type { PoolClient } from 'pg';
import type { Room } from './room.js';

/** A service whose statements lock no session. */
export interface Unlocked {
  /** What the database refused, also where the service tried again and nobody saw it. */
  readonly refusals: string[];
  /** The next `contenders` who would lock a session decide only when all of them have read it: the race is sure. */
  startTogether(contenders: number): void;
}

/** Takes the lock of the session row out of every statement of the service: nothing but constraints is left. */
export function withoutLocks(room: Room): Unlocked {
  const patched = new WeakSet<PoolClient>();
  const refusals: string[] = [];
  let absent = 0;
  let start: () => void = () => undefined;
  let started = Promise.resolve();
  const meet = async (reading: Promise<unknown>) => {
    const rows = await reading;
    absent -= 1;
    if (absent === 0) start();
    await started;
    return rows;
  };
  room.database.pool.on('acquire', (client: PoolClient) => {
    if (patched.has(client)) return;
    patched.add(client);
    const send = client.query.bind(client) as (statement: unknown, ...rest: unknown[]) => Promise<unknown>;
    const query = (statement: { name: string; text: string } | string, ...rest: unknown[]) => {
      if (typeof statement === 'string') return send(statement, ...rest);
      const text = unlocked(statement.text);
      const answer = send({ ...statement, text }, ...rest);
      answer.catch((error) => refusals.push(String(error)));
      return text === statement.text ? answer : meet(answer);
    };
    Object.assign(client, { query });
  });
  return {
    refusals,
    startTogether: (contenders) => {
      absent = contenders;
      started = new Promise((resolve) => {
        start = resolve;
      });
    },
  };
}

const unlocked = (text: string): string => text.replace(/ FOR UPDATE OF s( SKIP LOCKED)?/, '');

/** Takes the last guards of the database away as well. */
export function withoutGuards(room: Room): Promise<void> {
  return room.bend(`
    ALTER TABLE reservation.session DROP CONSTRAINT nothing_is_sold_twice;
    DROP INDEX reservation.one_person_per_seat`);
}

/** The public's takes are not counted: what a lost update would do. */
export function forgetPublicTakes(room: Room): Promise<void> {
  return room.bend(`
    CREATE FUNCTION reservation.forget() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN NEW.public_taken := OLD.public_taken; RETURN NEW; END $$;
    CREATE TRIGGER forget BEFORE UPDATE ON reservation.session FOR EACH ROW EXECUTE FUNCTION reservation.forget()`);
}

/** One rule differs from the domain's default. */
export function setRule(room: Room, key: string, value: unknown): Promise<void> {
  return room.bend(`UPDATE reservation.policy SET value = $2::jsonb WHERE key = $1`, [key, JSON.stringify(value)]);
}
