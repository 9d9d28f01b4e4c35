import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DataSource } from 'typeorm';
import type { Principal } from '#service/auth/principal.js';
import { serviceDataSource } from '#service/database/data-source.js';
import { Database } from '#service/database/database.js';
import { Problem } from '#service/problem/problem.js';
import { Policies } from '#service/rules/policies.js';
import { Timer } from '#service/timer/timer.js';
import { DigestService } from '../../apps/notification/digest/digest.service.js';
import { NoticeService } from '../../apps/notification/notice/notice.service.js';
import { Telling } from '../../apps/notification/notice/telling.js';
import { Reaching } from '../../apps/notification/reach/reaching.js';
import { Feeds } from '../../apps/notification/stream/feeds.js';
import { StreamService } from '../../apps/notification/stream/stream.service.js';

/** Desk of the county hospital of County A. */
export const DESK: Principal = {
  account: 'referral-desk',
  practitioner: '0198f0c0-0000-7000-8000-000000000002',
  institution: '990101H01',
  county: '990101',
  roles: ['referral-desk'],
  departments: [],
  expiresAt: new Date('2100-01-01T00:00:00Z'),
};

/** The county hospital's consortium, with a family doctor in one house. */
export const CIRCLE = `
  INSERT INTO notification.reserve_circle VALUES ('990101', '0198f0c0-0000-7000-8000-0000000000c1', '{990101H01}', 1);
  INSERT INTO notification.reserve_doctor VALUES
    ('990101', '0198f0c0-0000-7000-8000-0000000000c1', '0198f0c0-0000-7000-8000-000000000001', '990101T01')`;

/** One replica of notification on a real database, with the live stream of one caller over HTTP. */
export class Replica {
  readonly notices: NoticeService;
  readonly feeds: Feeds;
  readonly digests: DigestService;
  readonly database: Database;
  private readonly timer = new Timer();
  readonly streams: StreamService;
  private server?: Server;

  private constructor(private readonly dataSource: DataSource) {
    this.database = new Database(dataSource);
    this.feeds = new Feeds(this.database);
    const policies = new Policies(this.database);
    const telling = new Telling(new Reaching(policies));
    this.notices = new NoticeService(this.database, this.feeds, telling, policies);
    this.digests = new DigestService(this.database, this.feeds, this.timer, telling);
    this.streams = new StreamService(this.feeds, this.timer);
  }

  static async start(databaseUrl: string): Promise<Replica> {
    const options = { url: databaseUrl, service: 'notification', entities: [], poolSize: 4 };
    return new Replica(await serviceDataSource(options).initialize());
  }

  /** @returns the address of the caller's stream */
  async serve(principal: Principal): Promise<string> {
    this.streams.onModuleInit();
    this.server = createServer((request, response) => {
      const lastEventId = String(request.headers['last-event-id'] ?? '');
      this.streams.open(principal, lastEventId, response).catch((error: unknown) => {
        response.writeHead(error instanceof Problem ? error.status : 500).end();
      });
    }).listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.streams.onModuleDestroy();
    await this.timer.onModuleDestroy();
    this.server?.close();
    this.server?.closeAllConnections();
    await this.dataSource.destroy();
  }
}
