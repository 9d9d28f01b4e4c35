import type { EntityManager } from 'typeorm';
import { enqueue } from '../delivery/enqueue.store.js';
import { afterQuiet, type QuietHours } from '../reach/quiet.js';
import type { Choice } from '../reach/reach.js';
import type { Person } from '../reach/reach.store.js';
import { lockWaiting, moveWaiting, recipientOf, type Waiting, withdrawWaiting } from './waiting.store.js';

/**
 * Lets a new choice hold for what still waits, too: other hours move it, another channel takes it over, none withdraws
 * it. What is being sent, has been tried or is of class U1 or U2 stays as it is.
 */
export async function reroute(
  tx: EntityManager,
  person: Person,
  choice: Choice,
  quiet: QuietHours,
  now: Date,
): Promise<void> {
  const { county } = person;
  const { language } = choice;
  const notBefore = afterQuiet(now, choice.quiet ?? quiet);
  const waiting = await lockWaiting(tx, person);
  const wanted = ({ urgency }: Waiting) => (urgency === 'info' ? choice.info : choice.task);
  const stays = (one: Waiting) => wanted(one)?.includes(one.channel as never) ?? true;
  await moveWaiting(
    tx,
    county,
    waiting.filter(stays).map(({ id }) => id),
    { notBefore, language },
  );
  const given = waiting.filter((one) => !stays(one));
  await withdrawWaiting(
    tx,
    county,
    given.map(({ id }) => id),
  );
  await enqueue(
    tx,
    given.flatMap((one) =>
      (wanted(one) ?? []).map((channel) => ({
        ...{ county, noticeId: one.noticeId, recipient: recipientOf(person), channel, urgency: one.urgency, language },
        ...{ notBefore, owner: { audience: one.owner, county: one.ownerCounty, institution: one.institution } },
        ...(one.expiresAt ? { expiresAt: one.expiresAt } : {}),
      })),
    ),
  );
}
