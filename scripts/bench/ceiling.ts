import type { PoolClient } from 'pg';
import { v7 } from 'uuid';
import { SERVICES } from '#contracts/codes.js';
import { serviceDataSource } from '#service/database/data-source.js';
import { Database } from '#service/database/database.js';
import type { Case } from './cases.js';
import { freeSessions, offeredIn, type Supply } from './ceiling.store.js';
import { type Example, type Particulars, valueFor } from './example.js';

const LANES = 8;

/**
 * The ceiling of the whole flow: the statements of one referral, as the services sent them, run again for other
 * referrals by a bare `pg` client on a copy of the database. Prepared, no batches, one referral at a time on each of
 * eight connections. Every lane has a desk and sessions of its own: it waits for PostgreSQL, never for another lane.
 */
export class Ceiling {
  private next = 0;

  private constructor(
    private readonly databaseUrl: string,
    private readonly cases: readonly Case[],
    private readonly lanes: readonly Lane[],
  ) {}

  /** @param databaseUrl a copy that nobody else uses, in which none of the cases has been referred */
  static async open(databaseUrl: string, example: Example, cases: readonly Case[]): Promise<Ceiling> {
    const supply = await freeSessions(databaseUrl, example.session);
    const lanes = Array.from({ length: LANES }, (_, lane) => {
      const own = supply.filter((_, at) => at % LANES === lane);
      return Lane.open(databaseUrl, example, own, `desk:lane:${lane}`);
    });
    return new Ceiling(databaseUrl, cases, await Promise.all(lanes));
  }

  /** Carries `count` further cases to their offer. @returns referrals per second */
  async measure(count: number): Promise<number> {
    const [before = 0] = await offeredIn(this.databaseUrl);
    const end = this.next + count;
    if (end > this.cases.length) throw new Error('every case has been referred');
    const start = performance.now();
    await Promise.all(
      this.lanes.map(async (lane) => {
        while (this.next < end) {
          const number = this.next++;
          await lane.carry(this.cases[number]!, number);
        }
      }),
    );
    const seconds = (performance.now() - start) / 1000;
    const done = await offeredIn(this.databaseUrl);
    if (done.some((offered) => offered !== before + count))
      throw new Error(`The ceiling did other work than the services: ${done.join(', ')} of ${before + count} offered`);
    return count / seconds;
  }

  async close(): Promise<void> {
    await Promise.all(this.lanes.map((lane) => lane.close()));
  }
}

/** One connection for each service, of which one at a time is busy; settings and role are those of the service. */
class Lane {
  private session = 0;
  private seat = 0;

  private constructor(
    private readonly example: Example,
    private readonly supply: readonly Supply[],
    private readonly desk: string,
    private readonly clients: ReadonlyMap<string, PoolClient>,
    readonly close: () => Promise<void>,
  ) {}

  static async open(url: string, example: Example, supply: readonly Supply[], desk: string): Promise<Lane> {
    const sources = SERVICES.map((service) => serviceDataSource({ url, service, entities: [], poolSize: 1 }));
    const clients = await Promise.all(
      sources.map(async (source) => new Database(await source.initialize()).pool.connect()),
    );
    const close = async () => {
      for (const client of clients) client.release();
      await Promise.all(sources.map((source) => source.destroy()));
    };
    return new Lane(example, supply, desk, new Map(SERVICES.map((service, at) => [service, clients[at]!])), close);
  }

  async carry(one: Case, number: number): Promise<void> {
    const born = new Map<string, string>();
    const particulars: Particulars = { ...one, ...this.nextSeat(), referralNo: numberOf(number), desk: this.desk };
    const fill = (slot: string) => valueFor(slot, particulars, born, v7);
    for (const { service, statements } of this.example.transactions) {
      const client = this.clients.get(service)!;
      for (const { name, text, values } of statements) {
        if (name) await client.query({ name, text: text.fill(fill), values: values.map((value) => value?.fill(fill)) });
        else await client.query(text.fill(fill));
      }
    }
  }

  private nextSeat(): { session: string; seat: number } {
    const session = this.supply[this.session];
    if (!session) throw new Error('every seat has been taken');
    this.seat += 1;
    const seat = this.seat;
    if (seat === session.capacity) {
      this.session += 1;
      this.seat = 0;
    }
    return { session: session.id, seat };
  }
}

/** No number that Fenji gives: the day is that of no referral. */
function numberOf(number: number): string {
  return `99010120250101U${String(number).padStart(7, '0')}X`;
}
