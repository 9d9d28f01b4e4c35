import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { localDate } from '#service/calendar/local-time.js';
import { Policies } from '#service/rules/policies.js';
import type { NewDelivery } from '../delivery/delivery.js';
import { enqueue } from '../delivery/enqueue.store.js';
import { gatherPersonal } from '../digest/personal.store.js';
import type { NewNotice } from '../notice/notice.store.js';
import { postsBehind, standingFor } from './duty.js';
import { personOf } from './person.js';
import { afterQuiet } from './quiet.js';
import { channelsOf, NO_CHOICE, type Reached, type ReachRules, reach, reachOutside, type Wanted } from './reach.js';
import { type Gap, noteGaps, personKey, readChoices, readRosters } from './reach.store.js';
import { reachRules } from './reach-rules.js';

/** A notice that may leave the house, with what is needed to say how. */
interface Outgoing {
  readonly notice: NewNotice;
  readonly wanted: Wanted;
  readonly rules: ReachRules;
  /** Outside of the quiet hours of the county: who is on duty then is meant. */
  readonly at: Date;
}

/** One person of the house who must be reached. */
interface Meant {
  readonly outgoing: Outgoing;
  readonly practitioner: string;
  /** The notice is for this very person, not for a post. */
  readonly own: boolean;
}

/** Finds who of the house, and which patient, is reached by which channel and when, and puts it into the ledger. */
@Injectable()
export class Reaching {
  constructor(private readonly policies: Policies) {}

  /** @returns the posts that nobody is on duty for, each once a day */
  async reach(tx: EntityManager, notices: readonly NewNotice[], now: Date): Promise<Gap[]> {
    const outgoing = await this.outgoing(notices, now);
    const outside = outgoing.filter(({ notice }) => notice.patientOf);
    const people = outgoing.filter(({ notice }) => personOf(notice.audience));
    const posts = outgoing.filter((one) => !outside.includes(one) && !people.includes(one));
    const { standing, unmanned, gaps } = await this.onDuty(tx, posts);
    const meant = [
      ...people.map((one) => ({ outgoing: one, practitioner: personOf(one.notice.audience)!, own: true })),
      ...standing,
    ];
    await enqueue(tx, [
      ...outside.flatMap((one) => toDeliveries(one, one.notice.audience, reachOutside(one.wanted, one.rules, now))),
      ...(await this.toPeople(tx, meant, now)),
      // Nobody can be found: the ledger says so, and whoever must call gets a task.
      ...unmanned.flatMap((one) =>
        toDeliveries(one, one.notice.audience, reach(one.wanted, NO_CHOICE, one.rules, now)),
      ),
    ]);
    return noteGaps(tx, gaps, localDate(now), now);
  }

  private async outgoing(notices: readonly NewNotice[], now: Date): Promise<Outgoing[]> {
    const told = notices.filter((notice) => notice.ways !== undefined);
    const counties = [...new Set(told.map(({ county }) => county))];
    const read = await Promise.all(counties.map((county) => this.policies.of(county)));
    const rulesOf = new Map(counties.map((county, i) => [county, reachRules(read[i]!, county, localDate(now))]));
    return told.map((notice) => {
      const { urgencyClass } = notice.facts;
      const pressing = notice.urgency === 'urgent' || urgencyClass === 'U1' || urgencyClass === 'U2';
      const rules = rulesOf.get(notice.county)!;
      const wanted = { ways: notice.ways ?? 'app', urgency: notice.urgency, pressing };
      return { notice, wanted, rules, at: pressing ? now : afterQuiet(now, rules.quiet) };
    });
  }

  /** Who stands for the posts; `unmanned`: what cannot wait and has nobody. */
  private async onDuty(tx: EntityManager, posts: readonly Outgoing[]) {
    const asked = posts.map(({ notice }) => behind(notice));
    const roster = await readRosters(
      tx,
      posts.flatMap(({ notice, at }, nr) => asked[nr]!.map((post) => ({ nr, county: notice.county, post, at }))),
    );
    const standing: Meant[] = [];
    const unmanned: Outgoing[] = [];
    const gaps: Gap[] = [];
    posts.forEach((outgoing, nr) => {
      const { notice, wanted } = outgoing;
      const mine = roster.filter((one) => one.nr === nr);
      const { practitioners, gap } = standingFor(asked[nr]!, mine);
      standing.push(...practitioners.map((practitioner) => ({ outgoing, practitioner, own: false })));
      const leaves = channelsOf(wanted, NO_CHOICE).length > 0;
      if (leaves && gap && ofHouse(notice))
        gaps.push({ county: notice.county, institution: notice.institution, post: notice.audience });
      if (leaves && wanted.pressing && practitioners.length === 0) unmanned.push(outgoing);
    });
    return { standing, unmanned, gaps };
  }

  private async toPeople(tx: EntityManager, meant: readonly Meant[], now: Date): Promise<NewDelivery[]> {
    const choices = await readChoices(
      tx,
      meant.map(({ outgoing, practitioner }) => ({ county: outgoing.notice.county, practitioner })),
    );
    // Desk and department may have the same person on duty: told once of one message.
    const seen = new Set<string>();
    const deliveries: NewDelivery[] = [];
    const waiting: { outgoing: Outgoing; practitioner: string }[] = [];
    for (const { outgoing, practitioner, own } of meant) {
      const { notice, wanted, rules } = outgoing;
      const choice = choices.get(personKey({ county: notice.county, practitioner })) ?? NO_CHOICE;
      const reached = reach(wanted, choice, rules, now).filter(({ channel }) => {
        const key = `${notice.messageId} ${practitioner} ${channel}`;
        return !seen.has(key) && seen.add(key);
      });
      const isNews = own && wanted.urgency === 'info' && !wanted.pressing && notice.event !== 'digest';
      const gathered = isNews && choice.digest === 'daily';
      if (gathered && reached.length > 0) waiting.push({ outgoing, practitioner });
      else deliveries.push(...toDeliveries(outgoing, `practitioner:${practitioner}`, reached));
    }
    await gatherPersonal(
      tx,
      waiting.map(({ outgoing: { notice, rules }, practitioner }) => ({ ...notice, practitioner, rules })),
      now,
    );
    return deliveries;
  }
}

/** A post of one house; others are of a whole county. */
const ofHouse = ({ institution }: NewNotice): boolean => institution !== '*' && institution !== '-';

const behind = (notice: NewNotice): string[] =>
  ofHouse(notice) ? postsBehind(notice.county, notice.institution, notice.audience) : [notice.audience];

function toDeliveries({ notice }: Outgoing, recipient: string, reached: readonly Reached[]): NewDelivery[] {
  const { county, id: noticeId, urgency, institution, audience, patientOf, caller } = notice;
  const owner = caller
    ? { audience: caller.key, county: caller.county, institution: caller.institution }
    : { audience, county, institution };
  const expiresAt = uselessFrom(notice);
  return reached.map((one) => ({
    ...{ county, noticeId, recipient, urgency, owner, ...one },
    ...(patientOf ? { patientOf } : {}),
    ...(expiresAt ? { expiresAt } : {}),
  }));
}

/**
 * The end of the hold, else the start of the unit that it tells of. A unit that had begun when its booking was told, such
 * as a bed of this very day or an emergency's, is news all the same: its start ends nothing.
 */
function uselessFrom({ facts: { until, startsAt }, occurredAt }: NewNotice): Date | undefined {
  if (until) return new Date(until);
  const begins = startsAt ? new Date(startsAt) : undefined;
  return begins && begins > new Date(occurredAt) ? begins : undefined;
}
