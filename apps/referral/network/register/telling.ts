import { v5 } from 'uuid';
import type { Workplace } from '#contracts/network.events.js';
import type { NewMessage } from '#messaging/outbox.js';
import { localDate } from '#service/calendar/local-time.js';
import type { Kind } from './kind.js';
import type { Hand, Result } from './put.js';

/** The network of a county as an aggregate: always the same id. */
const NAMESPACE = '6ba7b812-9dad-11d1-80b4-00c04fd430c8';
const AT_ONCE = 200;

/** Tells which rows have changed, in as many messages as they need; the rows themselves are read by who wants them. */
export function changed(
  kind: Kind,
  results: readonly Result[],
  { principal }: Hand,
  version: number,
  now: Date,
): NewMessage<'network.changed.v1'>[] {
  const touched = results.filter((result) => 'outcome' in result && result.outcome !== 'unchanged');
  const messages: NewMessage<'network.changed.v1'>[] = [];
  for (let first = 0; first < touched.length; first += AT_ONCE) {
    const some = touched.slice(first, first + AT_ONCE);
    const ids = some.map(({ row }) => kind.key.map((field) => String(row[field] ?? '')).join('/'));
    const institutions = [...new Set(some.flatMap(({ row }) => housesOf(row)))].sort();
    const { county, account, institution } = principal;
    messages.push({
      name: 'network.changed.v1',
      county,
      aggregateId: v5(county, NAMESPACE),
      aggregateVersion: version,
      occurredAt: now,
      data: {
        kind: kind.name,
        version,
        ids,
        institutions,
        ...(kind.name === 'practitioners' ? { people: some.map((result) => workplaceOf(result, now)) } : {}),
        by: { id: account, role: principal.roles[0] ?? '', institution },
      },
    });
  }
  return messages;
}

const HOUSE_FIELDS = ['institution', 'fromInstitution', 'toInstitution', 'parent', 'code'];

const housesOf = (row: Record<string, unknown>): string[] =>
  HOUSE_FIELDS.map((field) => row[field]).filter((value) => typeof value === 'string');

/** Whoever is taken off the register works there no longer from today on. */
function workplaceOf(result: Result, now: Date): Workplace {
  const { id, institution, validTo } = result.row;
  const gone = 'outcome' in result && result.outcome === 'withdrawn';
  const until = gone ? localDate(now) : validTo;
  return {
    practitioner: String(id),
    institution: String(institution),
    ...(typeof until === 'string' ? { until } : {}),
  };
}
