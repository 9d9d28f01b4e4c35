import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { localDate } from '#service/calendar/local-time.js';
import { Database } from '#service/database/database.js';
import { type Page, type PageQuery, readCursor, toPage } from '#service/paging/cursor.js';
import { conflict, notFound, Problem } from '#service/problem/problem.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { checkedRows } from './checked-rows.js';
import {
  type CriteriaSetRow,
  findSet,
  insertSet,
  listSets,
  lockSets,
  otherSetsInForce,
  updateSet,
  withRows,
} from './criteria.store.js';
import type { CriteriaDraft, CriteriaSetDetail, CriteriaSetView } from './criteria-set.dto.js';
import { approved, enforced, setView, withdrawn } from './criteria-set.js';
import type { Criterion } from './criterion.js';
import { SAMPLE_SET } from './sample.js';

const APPROVERS: readonly string[] = ['county-health-authority', 'medical-affairs'];

/** Sets of criteria of a county: drafted, tried, approved, put in force, withdrawn. */
@Injectable()
export class CriteriaSets {
  constructor(
    private readonly writes: Writes,
    private readonly database: Database,
  ) {}

  /** Newest first; the sample last. */
  list(caller: Principal, { cursor, limit }: PageQuery): Promise<Page<CriteriaSetView>> {
    const [before = null] = readCursor(cursor, 'integer');
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const rows = await listSets(tx, caller.county, before, limit + 1);
      return toPage(
        rows,
        limit,
        (set) => setView(set, localDate(now)),
        ({ version }) => [version],
      );
    });
  }

  /** @throws Problem 404 */
  read(caller: Principal, id: string): Promise<CriteriaSetDetail> {
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const set = await findSet(tx, caller.county, id);
      if (!set) throw notFound();
      const [{ rows = [] } = {}] = await withRows(tx, [set]);
      return { ...setView(set, localDate(now)), rows: [...rows] };
    });
  }

  /** @throws Problem 422 with every row that is not in order, 404 for an unknown set to start from */
  create(write: Write, form: CriteriaDraft): Promise<Answer<CriteriaSetView>> {
    const { county, account, practitioner } = write.principal;
    const own = checkedRows(form.rows ?? []).map(({ row }) => row);
    return this.writes.perform(write, async (tx, now) => {
      await lockSets(tx, county);
      const rows = [...(await this.inherited(tx, county, form, own)), ...own];
      if (rows.length === 0) throw empty();
      const set = {
        county,
        id: v7(),
        name: form.name,
        basedOn: form.basedOn ?? null,
        createdBy: account,
        createdByPerson: practitioner,
        createdAt: now,
      };
      const inserted = await insertSet(tx, set, rows);
      return { status: 201, body: setView(inserted, localDate(now)), location: `/v1/criteria-sets/${set.id}` };
    });
  }

  /** @throws Problem 404, 409 for who drafted it and for what is no draft */
  approve(write: Write, id: string, basis: string): Promise<Answer<CriteriaSetView>> {
    const { account, practitioner: person, roles } = write.principal;
    const role = roles.find((one) => APPROVERS.includes(one)) ?? '';
    return this.change(write, id, async (_, set, now) => [approved(set, { account, person, role, basis }, now)]);
  }

  /** @throws Problem 404, 409, 422 as {@link enforced} */
  enforce(write: Write, id: string, from: string): Promise<Answer<CriteriaSetView>> {
    return this.change(write, id, async (tx, set, now) =>
      enforced(set, await otherSetsInForce(tx, set.county, set.id), from, localDate(now)),
    );
  }

  /** @throws Problem 404, 409 */
  withdraw(write: Write, id: string, reason: string): Promise<Answer<CriteriaSetView>> {
    const { account } = write.principal;
    return this.change(write, id, async (_, set, now) => [withdrawn(set, account, reason, now, localDate(now))]);
  }

  /** One set after the other of a county; the set itself is the last of what the step gives back. */
  private change(
    write: Write,
    id: string,
    step: (tx: EntityManager, set: CriteriaSetRow, now: Date) => Promise<CriteriaSetRow[]>,
  ): Promise<Answer<CriteriaSetView>> {
    const { county } = write.principal;
    return this.writes.perform(write, async (tx, now) => {
      await lockSets(tx, county);
      const set = await findSet(tx, county, id);
      if (!set) throw notFound();
      if (set.county === SAMPLE_SET.county) throw shipped();
      const changed = await step(tx, set, now);
      for (const one of changed) await updateSet(tx, one);
      return { status: 201, body: setView(changed.at(-1) ?? set, localDate(now)) };
    });
  }

  private async inherited(
    tx: EntityManager,
    county: string,
    form: CriteriaDraft,
    own: readonly Criterion[],
  ): Promise<Criterion[]> {
    if (!form.basedOn) return [];
    const base = await findSet(tx, county, form.basedOn);
    if (!base) throw notFound('There is no such set of criteria to start from.');
    const [{ rows = [] } = {}] = await withRows(tx, [base]);
    const gone = new Set([...(form.without ?? []), ...own.map(({ id }) => id)]);
    return rows.filter(({ id }) => !gone.has(id));
  }
}

function shipped(): Problem {
  const detail = 'The sample is shipped and stays as it is: draft a set of your county based on it.';
  return conflict('SAMPLE_SET', detail);
}

function empty(): Problem {
  const message = 'A set has at least one criterion: give `rows` or `basedOn`.';
  return new Problem({
    status: 422,
    code: 'CRITERIA_WRONG',
    detail: message,
    errors: [{ field: 'rows', code: 'required', message }],
  });
}
