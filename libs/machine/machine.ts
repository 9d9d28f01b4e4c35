/** Pseudo-state before the first one. */
export const START = 'none';
/** Target of a transition that changes facts but not the state. */
export const SAME = 'same';

/** One row of a state machine: who may do what, from where, to where. */
export interface Transition<S extends string, E extends string, A extends string, D extends string> {
  /** Number of the row in the domain page, for example `T06`. */
  readonly id: string;
  readonly event: E;
  readonly from: readonly (S | typeof START)[];
  readonly to: S | typeof SAME;
  readonly directions: readonly D[];
  readonly actors: readonly A[];
  /** Messages that leave with the step. */
  readonly messages: readonly string[];
  /** The guard beyond state, actor and direction, for people. */
  readonly guard?: string;
}

export interface MachineTable<S extends string, E extends string, A extends string, D extends string> {
  readonly states: readonly S[];
  readonly terminal: readonly S[];
  /** Transitions that may leave a terminal state without changing it. */
  readonly exitsOfTerminal: readonly string[];
  readonly transitions: readonly Transition<S, E, A, D>[];
}

export interface Machine<S extends string, E extends string, A extends string, D extends string>
  extends MachineTable<S, E, A, D> {
  readonly index: ReadonlyMap<string, Transition<S, E, A, D>>;
}

export type Step<S extends string, E extends string, A extends string, D extends string> =
  | { readonly ok: true; readonly transition: Transition<S, E, A, D>; readonly to: S }
  | { readonly ok: false; readonly allowed: readonly Transition<S, E, A, D>[] };

const keyOf = (state: string, event: string, actor: string, direction: string) =>
  `${state} ${event} ${actor} ${direction}`;

/**
 * Checks a table and indexes it. Called once when the process starts.
 * @throws Error naming every fault of the table, so that a wrong table stops the start.
 */
export function build<S extends string, E extends string, A extends string, D extends string>(
  table: MachineTable<S, E, A, D>,
): Machine<S, E, A, D> {
  const index = new Map<string, Transition<S, E, A, D>>();
  const faults = [...unknownStates(table), ...repeatedIds(table), ...exitsOfTerminal(table), ...unreachable(table)];
  for (const transition of table.transitions) {
    for (const key of keysOf(transition)) {
      const other = index.get(key);
      if (other) faults.push(`${transition.id} and ${other.id} both answer "${key}"`);
      index.set(key, transition);
    }
  }
  if (faults.length > 0) throw new Error(`State machine: ${faults.join('; ')}`);
  return { ...table, index };
}

/** The step that `actor` may take by `event` in `state`, or what this actor may do there instead. */
export function next<S extends string, E extends string, A extends string, D extends string>(
  machine: Machine<S, E, A, D>,
  state: S | typeof START,
  event: E,
  actor: A,
  direction: D,
): Step<S, E, A, D> {
  const transition = machine.index.get(keyOf(state, event, actor, direction));
  if (!transition) return { ok: false, allowed: allowed(machine, state, [actor], direction) };
  return { ok: true, transition, to: (transition.to === SAME ? state : transition.to) as S };
}

/** Everything that one of `actors` may do in `state`, in the order of the table. */
export function allowed<S extends string, E extends string, A extends string, D extends string>(
  machine: MachineTable<S, E, A, D>,
  state: S | typeof START,
  actors: readonly A[],
  direction: D,
): Transition<S, E, A, D>[] {
  return machine.transitions.filter(
    (row) =>
      row.from.includes(state) &&
      row.directions.includes(direction) &&
      row.actors.some((actor) => actors.includes(actor)),
  );
}

function keysOf<S extends string, E extends string, A extends string, D extends string>(
  row: Transition<S, E, A, D>,
): string[] {
  return row.from.flatMap((state) =>
    row.directions.flatMap((direction) => row.actors.map((actor) => keyOf(state, row.event, actor, direction))),
  );
}

type AnyTable = MachineTable<string, string, string, string>;

function unknownStates(table: AnyTable): string[] {
  const known = new Set([...table.states, START, SAME]);
  return table.transitions.flatMap((row) =>
    [...row.from, row.to].filter((state) => !known.has(state)).map((state) => `${row.id} names unknown state ${state}`),
  );
}

function repeatedIds(table: AnyTable): string[] {
  const ids = table.transitions.map((row) => row.id);
  return ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${id} stands twice`);
}

function exitsOfTerminal(table: AnyTable): string[] {
  return table.transitions
    .filter((row) => row.from.some((state) => table.terminal.includes(state)))
    .filter((row) => row.to !== SAME || !table.exitsOfTerminal.includes(row.id))
    .map((row) => `${row.id} leaves a terminal state`);
}

function unreachable(table: AnyTable): string[] {
  const reached = new Set<string>([START]);
  for (let before = 0; before < reached.size; ) {
    before = reached.size;
    for (const row of table.transitions) {
      if (row.to !== SAME && row.from.some((state) => reached.has(state))) reached.add(row.to);
    }
  }
  return table.states.filter((state) => !reached.has(state)).map((state) => `${state} cannot be reached`);
}
