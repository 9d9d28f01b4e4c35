import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { localDate, plusMinutes } from '#service/calendar/local-time.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { Policies } from '#service/rules/policies.js';
import type { Rules } from '#service/rules/rules.js';
import { oneByOne, pastFailures } from '#service/timer/counties.js';
import { Timer } from '#service/timer/timer.js';
import { practitioner } from '../notice/audience.js';
import type { NewNotice } from '../notice/notice.store.js';
import { Telling } from '../notice/telling.js';
import { Feeds } from '../stream/feeds.js';
import {
  type AfterWave,
  type Alert,
  advanceAlerts,
  chooseNext,
  claimAlerts,
  forgetAlerts,
  noteTold,
} from './alert.store.js';
import { type Folded, fold, type Pair } from './fold.js';
import { gatherNews } from './gather.store.js';
import { takeOpened } from './level.store.js';
import { waveSize } from './slot.js';
import { endExpired } from './subscription.store.js';
import { LOOKING } from './waiting.js';
import { forgetWaiting } from './waiting.store.js';

const LOOK_SECONDS = 5;
const MOST_ALERTS = 100;
const MOST_SESSIONS = 500;
const HOUSEKEEPING_SECONDS = 600;

/** Tells doctors of the units that they subscribed to, in waves; rows with a due time, for any number of replicas. */
@Injectable()
export class SlotAlerts implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly feeds: Feeds,
    private readonly timer: Timer,
    private readonly telling: Telling,
    private readonly policies: Policies,
  ) {}

  onModuleInit(): void {
    this.timer.every('slot-openings', LOOK_SECONDS, () => this.open());
    this.timer.every('slot-alerts', LOOK_SECONDS, () => this.runOnce());
    this.timer.every('slot-housekeeping', HOUSEKEEPING_SECONDS, () => this.tidy());
  }

  /** Gathers the sessions that have just opened to family doctors (T−14 d 08:00 or publication). @returns how many */
  open(): Promise<number> {
    return this.database.transaction(SYSTEM, async (tx, now) => {
      const opened = await takeOpened(tx, now, MOST_SESSIONS);
      const news = opened.filter((level) => level.protected > 0);
      await gatherNews(
        tx,
        news.map(({ protected: _, opensFamilyAt, ...level }) => ({
          ...level,
          news: 'opened',
          occurredAt: opensFamilyAt.toISOString(),
        })),
      );
      return opened.length;
    });
  }

  /** The next wave of all news that is due, past the counties that fail. @returns of how many pieces of news */
  runOnce(): Promise<number> {
    return pastFailures(async (except) => {
      const { moved, failed, notices } = await this.database.transaction(SYSTEM, async (tx, now) => {
        const due = await claimAlerts(tx, now, MOST_ALERTS, except);
        const waves = await oneByOne('slot-alerts', due, async (alert): Promise<Due> => {
          return { alert, wave: waveOf(await this.policies.of(alert.county), alert, now) };
        });
        const news = waves.done.length > 0 ? await nextWave(tx, now, waves.done) : [];
        return { moved: waves.done.length, failed: waves.failed, notices: await this.telling.tell(tx, news, now) };
      });
      this.feeds.publish(notices);
      return { moved, failed };
    });
  }

  /** Ends subscriptions that have run out, which is told, and forgets what is over. */
  async tidy(): Promise<number> {
    const notices = await this.database.transaction(SYSTEM, async (tx, now) => {
      await forgetAlerts(tx, now);
      await forgetWaiting(tx, now);
      const ended = await endExpired(tx, now, MOST_SESSIONS);
      return this.telling.tell(
        tx,
        ended.map(({ county, institution, practitioner: reader }) => ({
          id: v7(),
          county,
          institution,
          audience: practitioner(county, institution, reader).key,
          messageId: v7(),
          event: 'slot.subscription-ended',
          template: 'slot-subscription-ended',
          urgency: 'info',
          facts: {},
          ways: 'app',
          occurredAt: now.toISOString(),
        })),
        now,
      );
    });
    this.feeds.publish(notices);
    return 0;
  }
}

/** Chooses who is told next of each alert, and notes that they are. */
async function nextWave(tx: EntityManager, now: Date, due: readonly Due[]): Promise<NewNotice[]> {
  const pairs: Pair[] = [];
  const steps: { alert: Alert; after: AfterWave }[] = [];
  for (const { alert, wave } of due) {
    const chosen = alert.left > 0 ? await chooseNext(tx, now, alert, LOOKING, wave.size) : [];
    pairs.push(...chosen.map((one) => ({ alert, chosen: one })));
    steps.push({ alert, after: after(alert, chosen.length, wave) });
  }
  const folded = fold(pairs).map((news) => ({ news, notice: newNotice(news) }));
  await noteTold(
    tx,
    now,
    folded.flatMap(({ news: { county, practitioner: reader, pairs: of }, notice }) =>
      of.map(({ alert, chosen: { doctorId } }) => {
        return { county, alertId: alert.id, practitioner: reader, noticeId: notice.id, doctorId };
      }),
    ),
  );
  await advanceAlerts(tx, steps);
  return folded.map(({ notice }) => notice);
}

interface Due {
  alert: Alert;
  wave: Wave;
}

interface Wave {
  size: number;
  nextAt: Date;
}

function waveOf(rules: Rules, { county, institution, left }: Alert, now: Date): Wave {
  const read = (key: string) => rules.number(key, { county, institution }, localDate(now));
  return { size: waveSize(left, read('slot.wave.perUnit')), nextAt: plusMinutes(now, read('slot.wave.minutes')) };
}

function after({ left }: Alert, told: number, wave: Wave): AfterWave {
  if (left === 0) return { state: 'gone' };
  return told < wave.size ? { state: 'told' } : { state: 'telling', nextWaveAt: wave.nextAt };
}

function newNotice({
  county,
  institution,
  practitioner: reader,
  news,
  facts,
  referral,
  occurredAt,
}: Folded): NewNotice {
  return {
    id: v7(),
    county,
    institution,
    audience: practitioner(county, institution, reader).key,
    // Told by many messages: the notice stands for them.
    messageId: v7(),
    event: `slot.${news}`,
    template: `slot-${news}`,
    urgency: 'info',
    ...(referral ? { referralId: referral.id, referralNo: referral.no } : {}),
    facts,
    ways: 'app',
    occurredAt,
  };
}
