import { markdown, mermaid } from './diagram.js';
import { build, type MachineTable, next } from './machine.js';

const rows: MachineTable<'open' | 'shut' | 'broken', 'close' | 'open' | 'break' | 'look', 'guest' | 'smith', 'in'> = {
  states: ['open', 'shut', 'broken'],
  terminal: ['broken'],
  exitsOfTerminal: ['D4'],
  transitions: [
    {
      id: 'D1',
      event: 'open',
      from: ['none', 'shut'],
      to: 'open',
      directions: ['in'],
      actors: ['guest'],
      messages: ['door.opened'],
    },
    { id: 'D2', event: 'close', from: ['open'], to: 'shut', directions: ['in'], actors: ['guest'], messages: [] },
    {
      id: 'D3',
      event: 'break',
      from: ['open', 'shut'],
      to: 'broken',
      directions: ['in'],
      actors: ['smith'],
      messages: [],
    },
    { id: 'D4', event: 'look', from: ['broken'], to: 'same', directions: ['in'], actors: ['guest'], messages: [] },
  ],
};

describe('a state machine', () => {
  const machine = build(rows);

  it('answers a legal step with its transition and target', () => {
    expect(next(machine, 'open', 'close', 'guest', 'in')).toMatchObject({
      ok: true,
      to: 'shut',
      transition: { id: 'D2' },
    });
  });

  it('keeps the state where only a fact is added', () => {
    expect(next(machine, 'broken', 'look', 'guest', 'in')).toMatchObject({ ok: true, to: 'broken' });
  });

  it('refuses a foreign actor and says what he may do', () => {
    const step = next(machine, 'open', 'close', 'smith', 'in');
    expect(step.ok ? [] : step.allowed.map((row) => row.id)).toEqual(['D3']);
  });
});

describe('the check of a table', () => {
  const withRow = (change: Partial<(typeof rows.transitions)[number]>, id = 'D2') => ({
    ...rows,
    transitions: rows.transitions.map((row) => (row.id === id ? { ...row, ...change } : row)),
  });

  it.each([
    ['an unknown state', withRow({ to: 'ajar' as 'open' }), 'unknown state ajar'],
    ['a repeated id', withRow({ id: 'D1' }), 'D1 stands twice'],
    ['two answers to one question', withRow({ event: 'break', actors: ['smith'] }), 'both answer'],
    ['a state that cannot be reached', withRow({ to: 'open' }), 'shut cannot be reached'],
    ['an exit of a terminal state', withRow({ to: 'open' }, 'D4'), 'D4 leaves a terminal state'],
  ])('finds %s', (_, table, fault) => {
    expect(() => build(table)).toThrow(fault);
  });
});

describe('the pictures of a table', () => {
  it('names every edge in Mermaid', () => {
    expect(mermaid(rows)).toContain('shut --> broken: D3');
    expect(mermaid(rows)).toContain('[*] --> open: D1');
  });

  it('has one Markdown row for each transition', () => {
    expect(markdown(rows).split('\n')).toHaveLength(2 + rows.transitions.length);
  });
});
