import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { factsOf } from './event-facts';
import { words } from './words';

const REFERRAL = join(__dirname, '../../referral/referral');
/** Where commands are named, which are not events of the story. */
const COMMANDS = /(machine|draft\.machine)\//;

function storedEvents(): string[] {
  const files = readdirSync(REFERRAL, { recursive: true, encoding: 'utf8' });
  const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !COMMANDS.test(file));
  const names = sources.flatMap((file) =>
    [...readFileSync(join(REFERRAL, file), 'utf8').matchAll(/\bevent: '([a-z-]+)'/g)].map(([, name]) => name as string),
  );
  return [...new Set(names)];
}

describe('the story of a referral', () => {
  it.each(storedEvents())('says %s in both languages', (event) => {
    expect(words.zh.event).toHaveProperty([event]);
    expect(words.en.event).toHaveProperty([event]);
  });

  it('tells where a unit is held, until when, out of which share', () => {
    const detail = {
      seat: 5,
      startsAt: '2026-11-27T10:30:00.000Z',
      holdUntil: '2026-11-24T11:00:55.392Z',
      fromReserve: true,
      institution: '990101H01',
      reservationId: 'r',
    };
    expect(factsOf(detail).map(({ key }) => key)).toEqual(['unit', 'holdUntil', 'fromReserve']);
  });

  it('tells a redirect with its cause', () => {
    expect(factsOf({ from: 'a', to: 'b', cause: 'rejected' })).toEqual([
      { key: 'move', values: { from: { kind: 'house', code: 'a' }, to: { kind: 'house', code: 'b' } } },
      { key: 'cause', values: { cause: { kind: 'code', group: 'timeline:cause', codes: ['rejected'] } } },
    ]);
  });

  it('has words for each fact that it tells', () => {
    const everything = factsOf({
      from: 'a',
      to: 'b',
      cause: 'desk',
      startsAt: 's',
      institution: 'i',
      holdUntil: 'h',
      fromReserve: true,
      outcome: 'dead',
      followUpNeeded: true,
      arrivedAt: 'x',
      withoutReservation: true,
      verdict: 'compliant',
      position: 1,
      questions: ['results'],
      alternative: { institution: 'c' },
      wish: {},
      onBehalfOf: 'd',
    });
    for (const { key } of everything) {
      expect(words.zh.detail).toHaveProperty([key]);
      expect(words.en.detail).toHaveProperty([key]);
    }
  });

  it('says nothing of what nobody reads', () => expect(factsOf({ seat: 5, reservationId: 'r' })).toEqual([]));
});
