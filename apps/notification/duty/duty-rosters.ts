import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '#service/auth/principal.js';
import { daysBetween, instantOf, localDate, plusDays } from '#service/calendar/local-time.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { validationFailed } from '#service/http/validation.js';
import { fileRefused, rowError } from '#service/import/row-error.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { NO_INSTITUTION } from '../notice/audience.js';
import { postsBehind, standingFor } from '../reach/duty.js';
import type { DutyImportView, DutyRosterQuery, DutyRostersView } from './duty.dto.js';
import { type House, type KeptShift, readShifts, replaceShifts, workElsewhere } from './duty.store.js';
import { postOfAudience } from './posts.js';
import { readDutyRoster, type Shift } from './roster-file.js';
import { uncovered } from './uncovered.js';

const USUAL_DAYS = 7;
const MOST_DAYS = 62;

/** Who is on duty at the posts of a house, so that a notice reaches a person. */
@Injectable()
export class DutyRosters {
  constructor(
    private readonly database: Database,
    private readonly writes: Writes,
  ) {}

  /** @throws Problem 400 where the days are in the wrong order or too many */
  read(principal: Principal, { from, to }: DutyRosterQuery): Promise<DutyRostersView> {
    return this.database.transaction(SYSTEM, async (tx, now) => {
      const first = from ?? localDate(now);
      const last = to ?? plusDays(first, USUAL_DAYS);
      requireDays(first, last);
      const span = { startsAt: instantOf(first, MIDNIGHT), endsAt: instantOf(plusDays(last, 1), MIDNIGHT) };
      const house = houseOf(principal);
      const shifts = await readShifts(tx, house, span.startsAt, span.endsAt);
      const current = (await readShifts(tx, house, now, new Date(now.getTime() + 1))).map((one) => ({
        ...house,
        ...one,
      }));
      const posts = [...new Set([...shifts, ...current].map(({ post }) => post))].sort();
      return {
        now: posts.map((post) => {
          const standing = standingFor(postsBehind(house.county, house.institution, post), current);
          return { ...postOfAudience(post), practitioners: [...standing.practitioners], gap: standing.gap };
        }),
        shifts: shifts.map(toView),
        gaps: posts.flatMap((post) => {
          const own = shifts.filter((one) => one.post === post && one.kind === 'duty');
          return uncovered(span, own).map((gap) => ({ ...postOfAudience(post), ...asText(gap) }));
        }),
      };
    });
  }

  /**
   * Takes a whole file or nothing of it: its shifts take the place of those of the same posts and days.
   * @throws Problem 422 `DUTY_ROSTER_INVALID` with every faulty cell
   */
  import(write: Write, csv: string): Promise<Answer<DutyImportView>> {
    const { principal } = write;
    return this.writes.perform(
      write,
      async (tx, now) => {
        const shifts = await checked(tx, principal, csv, now);
        const { created, removed } = await replaceShifts(tx, houseOf(principal), shifts, principal.account, now);
        const body = { dryRun: false, created, removed, unchanged: shifts.length - created };
        return { status: 201, body };
      },
      SYSTEM,
    );
  }

  /** What {@link import} would do now: it is done and undone. */
  async preview(principal: Principal, csv: string): Promise<Answer<DutyImportView>> {
    let body: DutyImportView | undefined;
    await this.database
      .transaction(SYSTEM, async (tx, now) => {
        const shifts = await checked(tx, principal, csv, now);
        const { created, removed } = await replaceShifts(tx, houseOf(principal), shifts, principal.account, now);
        body = { dryRun: true, created, removed, unchanged: shifts.length - created };
        throw new Undone();
      })
      .catch((error: unknown) => {
        if (!(error instanceof Undone)) throw error;
      });
    return { status: 200, body: body! };
  }
}

class Undone extends Error {}

const MIDNIGHT = { days: 0, at: '00:00' };

/** The county's authority has no house: its post stands under none. */
const houseOf = ({ county, institution, roles }: Principal): House => ({
  county,
  institution: roles.includes('county-health-authority') ? NO_INSTITUTION : institution,
});

async function checked(tx: EntityManager, principal: Principal, csv: string, now: Date): Promise<Shift[]> {
  const { shifts, errors } = readDutyRoster(csv, principal);
  const people = [...new Set(shifts.map(({ practitioner }) => practitioner))];
  const elsewhere = await workElsewhere(tx, houseOf(principal), people, localDate(now));
  const lines = new Map(shifts.filter(({ practitioner }) => elsewhere.has(practitioner)).map((one) => [one.line, one]));
  for (const line of lines.keys())
    errors.push(
      rowError(line, 'practitioner', 'not-of-the-house', 'does not work in your house, says the care network'),
    );
  if (errors.length > 0) throw fileRefused('DUTY_ROSTER_INVALID', errors);
  return shifts;
}

function requireDays(first: string, last: string): void {
  const days = daysBetween(first, last);
  if (days >= 0 && days <= MOST_DAYS) return;
  const message = `must be on the first day or at most ${MOST_DAYS} days later`;
  throw validationFailed([{ field: 'to', code: 'days', message }]);
}

const asText = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }) => ({
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
});

function toView(shift: KeptShift): DutyRostersView['shifts'][number] {
  const { id, post, practitioner, kind } = shift;
  return { ...{ id, practitioner, kind }, ...postOfAudience(post), ...asText(shift) };
}
