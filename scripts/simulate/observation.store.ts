import pg from 'pg';
import { v7 } from 'uuid';
import { MESSAGES } from '#contracts/catalogue.js';
import { SERVICES } from '#contracts/codes.js';

/** A referral as an observer outside of Fenji sees it; nobody acts on what only an observer can see. */
export interface Seen {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly direction: 'up' | 'down' | 'lateral';
  readonly urgencyClass: 'U1' | 'U2' | 'U3' | 'U4';
  readonly purpose: string;
  readonly patientId: string;
  readonly fromInstitution: string;
  readonly fromPractitioner: string;
  readonly toInstitution: string;
  readonly toDepartment: string;
  readonly parentReferralId: string | null;
  readonly unit: { startsAt: string; fromReserve: boolean } | null;
  readonly holdUntil: Date | null;
  readonly options: { sessionId: string }[] | null;
  readonly progress: { firstContactAt?: string; queried?: boolean };
  readonly stateSince: Date;
  readonly dueAt: Date | null;
  readonly dueKind: string | null;
}

const SEEN = `SELECT id, version, state, direction, urgency_class AS "urgencyClass", purpose, patient_id AS "patientId",
    from_institution AS "fromInstitution", from_practitioner AS "fromPractitioner", to_institution AS "toInstitution",
    to_department AS "toDepartment", parent_referral_id AS "parentReferralId", unit, hold_until AS "holdUntil", options,
    progress, state_since AS "stateSince", due_at AS "dueAt", due_kind AS "dueKind"
  FROM referral.referral WHERE county = $1 AND state <> 'draft'
   AND id IN (SELECT referral_id FROM referral.referral_event WHERE county = $1 AND at >= $2)`;

/** Messages that have not left, or that a consumer has not taken in; ids rise with time, so that the newest are found by key. */
const UNDER_WAY = `WITH sent AS MATERIALIZED (${SERVICES.map(
  (service) => `SELECT id, name, published_at FROM ${service}.outbox WHERE county = $1 AND id > $2`,
).join(' UNION ALL ')})
  SELECT count(*)::int AS n FROM sent WHERE published_at IS NULL ${SERVICES.map(
    (service, i) =>
      `OR (name = ANY($${i + 3}) AND id NOT IN (SELECT message_id FROM ${service}.inbox WHERE county = $1 AND message_id > $2))`,
  ).join(' ')}`;
/** What is older is not waited for. */
const WAITED_FOR_MS = 15_000;

const consumedBy = (service: string): string[] =>
  Object.entries(MESSAGES).flatMap(([name, { consumers }]) =>
    (consumers as readonly string[]).includes(service) ? [name] : [],
  );

/** Reads what happens inside from the database, beside Fenji. */
export class Observer {
  private readonly known = new Map<string, number>();
  private readonly consumed = SERVICES.map(consumedBy);

  private constructor(
    private readonly pool: pg.Pool,
    private readonly county: string,
  ) {}

  static of(databaseUrl: string, county: string): Observer {
    return new Observer(new pg.Pool({ connectionString: databaseUrl, max: 2 }), county);
  }

  /** Referrals on which something happened since then, and which have another version than when they were last seen. */
  async changed(since: Date): Promise<Seen[]> {
    const { rows } = await this.pool.query<Seen>(SEEN, [this.county, since]);
    const fresh = rows.filter(({ id, version }) => this.known.get(id) !== version);
    for (const { id, version } of fresh) this.known.set(id, version);
    return fresh;
  }

  /** Resolves when no message is on its way. Polling, as silence sends no signal. */
  async quiet(): Promise<void> {
    for (;;) {
      const since = v7({ msecs: Date.now() - WAITED_FOR_MS, seq: 0, random: new Uint8Array(16) });
      const { rows } = await this.pool.query<{ n: number }>(UNDER_WAY, [this.county, since, ...this.consumed]);
      if (rows[0]!.n === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** When alerts were raised about each referral's open items. */
  async alerts(): Promise<{ id: string; at: Date; rung: string }[]> {
    const { rows } = await this.pool.query<{ id: string; at: Date; rung: string }>(
      `SELECT aggregate_id AS id, occurred_at AS at, payload->>'rung' AS rung FROM referral.outbox
        WHERE county = $1 AND name = 'referral.overdue.v1' ORDER BY occurred_at`,
      [this.county],
    );
    return rows;
  }

  end(): Promise<void> {
    return this.pool.end();
  }
}
