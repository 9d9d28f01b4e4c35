import { DIRECTIONS, REFERRAL_STATES, TERMINAL_STATES } from '#contracts/codes.js';
import { next, SAME } from '#machine/machine.js';
import { illegalTransition, REFERRAL_MACHINE } from './referral.machine.js';
import { ACTORS, EVENTS } from './vocabulary.js';

const { transitions } = REFERRAL_MACHINE;

describe('the referral machine (domain §5.2)', () => {
  it('holds all 37 transitions', () => {
    const ids = Array.from({ length: 37 }, (_, i) => `T${String(i + 1).padStart(2, '0')}`);
    expect(transitions.map((row) => row.id).toSorted()).toEqual(['F01', 'F02', 'F03', 'F04', 'F05', ...ids]);
  });

  it('walks every legal edge to the state that the table names', () => {
    for (const row of transitions) {
      for (const from of row.from) {
        for (const direction of row.directions) {
          for (const actor of row.actors) {
            const step = next(REFERRAL_MACHINE, from, row.event, actor, direction);
            expect(step).toMatchObject({ ok: true, transition: { id: row.id }, to: row.to === SAME ? from : row.to });
          }
        }
      }
    }
  });

  it('refuses every edge that no row names: each state, event, actor and direction', () => {
    const wrong: string[] = [];
    for (const state of REFERRAL_STATES) {
      for (const event of EVENTS) {
        for (const actor of ACTORS) {
          for (const direction of DIRECTIONS) {
            const named = transitions.some(
              (row) =>
                row.event === event &&
                row.from.includes(state) &&
                row.actors.includes(actor) &&
                row.directions.includes(direction),
            );
            const { ok } = next(REFERRAL_MACHINE, state, event, actor, direction);
            if (ok !== named) wrong.push(`${state} ${event} ${actor} ${direction}`);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('gives every row of the table somebody who may take it, and every event a row', () => {
    expect(transitions.filter(({ actors, from }) => actors.length === 0 || from.length === 0)).toEqual([]);
    expect(EVENTS.filter((event) => !transitions.some((row) => row.event === event))).toEqual([]);
  });

  it('leaves a terminal state by nothing', () => {
    for (const state of TERMINAL_STATES) {
      const exits = transitions.filter((row) => row.from.includes(state) && row.to !== SAME);
      expect(exits).toEqual([]);
    }
  });

  it('reaches closed only from a returned outcome, a recorded follow-up or a no-show', () => {
    const sources = transitions.filter((row) => row.to === 'closed').flatMap((row) => row.from);
    expect(sources.toSorted()).toEqual(['follow-up', 'no-show', 'outcome-returned']);
  });

  it('tells an actor who may not what he may do instead', () => {
    expect(illegalTransition('submitted', ['cancel', 'extend'])).toMatchObject({
      status: 409,
      code: 'ILLEGAL_TRANSITION',
      more: { state: 'submitted', allowed: ['cancel', 'extend'] },
    });
  });
});
