import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { Role } from '#contracts/codes.js';
import { addToOutbox } from '#messaging/outbox.js';
import type { Principal } from '#service/auth/principal.js';
import { SYSTEM } from '#service/database/database.js';
import { notFound, Problem } from '#service/problem/problem.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { audiencesOf } from '../notice/audience.js';
import type { Notice } from '../notice/notice.js';
import { type NewNotice, writeNotices } from '../notice/notice.store.js';
import { markRead } from '../notice/reading.store.js';
import { Feeds } from '../stream/feeds.js';
import { type Acknowledged, acknowledge, type HeldNotice, lockNotice } from './acknowledgement.store.js';
import type { AcknowledgementView } from './inbox.dto.js';

/** A person takes a task on: the ladder rests, the colleagues of the post see who it is. */
@Injectable()
export class Acknowledgements {
  constructor(
    private readonly writes: Writes,
    private readonly feeds: Feeds,
  ) {}

  /**
   * The first of a post has it; a second answer names the first. 201, or 200 for the second.
   * @throws Problem 404 for a notice that is not the caller's, 409 `NOT_A_TASK`
   */
  async acknowledge(write: Write, id: string): Promise<Answer<AcknowledgementView>> {
    const { principal } = write;
    const audiences = audiencesOf(principal).map(({ key }) => key);
    let told: Notice[] = [];
    // What waits to be sent belongs to whoever must call, often in another house: the scope of the caller would not see it.
    const perform = async (tx: EntityManager, now: Date): Promise<Answer<AcknowledgementView>> => {
      const notice = await lockNotice(tx, principal.county, audiences, id);
      if (!notice) throw notFound('There is no such notice for you.');
      if (notice.urgency === 'info') throw notATask();
      const before = acknowledgedOf(notice);
      if (before) return { status: 200, body: viewOf(id, before) };
      const by: Acknowledged = { at: now, by: principal.practitioner, role: roleHearing(principal, notice.audience) };
      await acknowledge(tx, principal.county, id, by);
      await goBack(tx, principal, notice, by);
      told = await tellColleagues(tx, principal, audiences, notice, by);
      return { status: 201, body: viewOf(id, by) };
    };
    const answer = await this.writes.perform(write, perform, SYSTEM);
    this.feeds.publish(told);
    return answer;
  }
}

const notATask = (): Problem =>
  new Problem({ status: 409, code: 'NOT_A_TASK', detail: 'The notice asks nothing of anybody: mark it as read.' });

function acknowledgedOf({ acknowledged_at: at, acknowledged_by: by, acknowledged_role: role }: HeldNotice) {
  return at && by && role ? { at, by, role } : undefined;
}

function viewOf(noticeId: string, { at, by, role }: Acknowledged): AcknowledgementView {
  return { noticeId, at: at.toISOString(), practitioner: by, role };
}

/** In which role the caller hears the audience. */
function roleHearing(principal: Principal, audience: string): Role {
  const hears = (role: Role) => audiencesOf({ ...principal, roles: [role] }).some(({ key }) => key === audience);
  const role = principal.roles.find(hears);
  if (!role) throw new Error('A notice was found for a caller who does not hear it');
  return role;
}

/** An alert of the ladder: whoever owns the item hears that its rung is known. */
async function goBack(tx: EntityManager, principal: Principal, notice: HeldNotice, by: Acknowledged): Promise<void> {
  const { id, item } = notice;
  if (!item) return;
  const actor = { id: by.by, role: by.role, institution: principal.institution };
  await addToOutbox(tx, [
    {
      name: 'notice.acknowledged.v1',
      county: principal.county,
      aggregateId: id,
      aggregateVersion: 1,
      occurredAt: by.at,
      correlationId: item.subjectId,
      data: { noticeId: id, ...item, actor },
    },
  ]);
}

/** A post has colleagues: they see at once that somebody has it. It is no news for whoever has it. */
async function tellColleagues(
  tx: EntityManager,
  { county, practitioner }: Principal,
  audiences: readonly string[],
  notice: HeldNotice,
  { at, role }: Acknowledged,
): Promise<Notice[]> {
  const { audience, institution, referral_id: referralId, referral_no: referralNo } = notice;
  await markRead(tx, { county, practitioner, audiences }, notice.id, at);
  if (audience.startsWith('practitioner:')) return [];
  const news: NewNotice = {
    id: v7(),
    county,
    institution,
    audience,
    messageId: v7(),
    event: 'notice.acknowledged',
    template: 'taken-on',
    urgency: 'info',
    ...(referralId && referralNo ? { referralId, referralNo } : {}),
    facts: { noticeId: notice.id, role },
    occurredAt: at.toISOString(),
  };
  const told = await writeNotices(tx, [news]);
  await markRead(tx, { county, practitioner, audiences }, news.id, at);
  return told;
}
