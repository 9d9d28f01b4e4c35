import { type MachineTable, SAME, START } from './machine.js';

type Table = MachineTable<string, string, string, string>;

/** The machine as a Mermaid state diagram: one line for each pair of states, named by its transitions. */
export function mermaid(table: Table): string {
  const edges = new Map<string, string[]>();
  for (const row of table.transitions) {
    for (const from of row.from) {
      const edge = `${node(from)} --> ${node(row.to === SAME ? from : row.to)}`;
      edges.set(edge, [...(edges.get(edge) ?? []), row.id]);
    }
  }
  const names = table.states
    .filter((state) => state.includes('-'))
    .map((state) => `  state "${state}" as ${node(state)}`);
  const lines = [...edges].map(([edge, ids]) => `  ${edge}: ${ids.join(' ')}`);
  const ends = table.terminal.map((state) => `  ${node(state)} --> [*]`);
  return ['stateDiagram-v2', ...names, ...lines, ...ends].join('\n');
}

/** The machine as a Markdown table, one row for each transition. */
export function markdown(table: Table): string {
  const head = ['| Id | Event | From | To | Directions | Actors | Messages | Guard |', '|-|-|-|-|-|-|-|-|'];
  const rows = table.transitions.map((row) => {
    const cells = [row.id, row.event, list(row.from), row.to, list(row.directions), row.actors.join(' ')];
    return `| ${[...cells, list(row.messages), row.guard ?? ''].join(' | ')} |`;
  });
  return [...head, ...rows].join('\n');
}

const list = (values: readonly string[]) => values.join(', ');

/** Mermaid takes no hyphen in the name of a state. */
const node = (state: string) => (state === START ? '[*]' : state.replaceAll('-', '_'));
