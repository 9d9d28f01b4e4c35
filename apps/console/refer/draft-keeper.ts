import type { Schema, Versioned } from '../api/client';
import { Problem } from '../problem/problem';
import { without } from './body';
import type { Values } from './values';

type View = Schema<'DraftView'>;

/** The draft's side of the API. */
export interface Remote {
  create(body: Values): Promise<Versioned<View>>;
  save(id: string, version: number, body: Values): Promise<Versioned<View>>;
  read(id: string): Promise<Versioned<Schema<'DraftDetail'>>>;
  hold(id: string, version: number, wish: Schema<'HoldWish'>): Promise<Versioned<View>>;
  extend(id: string, version: number): Promise<Versioned<View>>;
  release(id: string, version: number): Promise<Versioned<View>>;
}

/** What is known of the draft now. */
export interface Kept {
  readonly view?: View;
  readonly version: number;
  readonly saving: 'nothing' | 'saving' | 'saved' | 'failed';
  /** Fields that are typed and cannot be kept as they are. */
  readonly unsaved: readonly string[];
  /** Why the last saving failed. */
  readonly problem?: unknown;
  readonly asking: boolean;
  /** Why the last request about a unit came to nothing. */
  readonly refused?: unknown;
  /** A unit that was held and is not any more, though nobody gave it back. */
  readonly lost?: Schema<'UnitView'>;
  /** A unit that was held until its session was stopped; another one is held in its place. */
  readonly moved?: Schema<'UnitView'>;
  /** Somebody else, or another window, has written this draft meanwhile. */
  readonly conflict: boolean;
}

/** Whether the last request about a unit is not answered yet, be it long after it was taken: another one would be refused. */
export const isAsking = ({ asking, view }: Kept): boolean => asking || view?.pending !== undefined;

const REST = 1_200;
const ROUNDS = 6;
const NOTHING: Kept = { version: 0, saving: 'nothing', unsaved: [], asking: false, conflict: false };

/**
 * Keeps a form as a stored draft while it is typed, and the unit that is held for it. All of its requests go one after
 * the other, as each needs the version that the one before has made.
 */
export class DraftKeeper {
  private kept: Kept = NOTHING;
  private wanted: Values | undefined;
  /** The form as it was last stored from here, with what could not be kept of it. */
  private stored: Values | undefined;
  /** The same as it stands there: any other was written in another window. */
  private there: Values | undefined;
  private turn: Promise<unknown> = Promise.resolve();
  private resting: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly remote: Remote,
    start?: Versioned<Schema<'DraftDetail'>>,
  ) {
    if (!start) return;
    this.stored = start.body.form;
    this.there = start.body.form;
    this.adopt(start);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly look = (): Kept => this.kept;

  /** Keeps this form as soon as the hand rests. */
  remember(body: Values): void {
    this.wanted = body;
    clearTimeout(this.resting);
    this.resting = setTimeout(() => void this.save(), REST);
  }

  /** Keeps what was typed at once. */
  save(): Promise<void> {
    clearTimeout(this.resting);
    return this.inTurn(() => this.saveNow());
  }

  /** The form was sent: what is left of the typing makes no draft of it any more. */
  stop(): void {
    clearTimeout(this.resting);
    this.wanted = undefined;
  }

  /** Mine stays, whatever somebody else has written. */
  keepMine(): Promise<void> {
    return this.inTurn(async () => {
      this.wanted ??= this.stored;
      try {
        if (this.kept.view) this.adopt(await this.remote.read(this.kept.view.id));
      } catch (problem) {
        return this.set({ problem });
      }
      this.stored = undefined;
      await this.saveNow();
    });
  }

  hold(wish: Schema<'HoldWish'>): Promise<void> {
    return this.ask((id, version) => this.remote.hold(id, version, wish));
  }

  extend(): Promise<void> {
    return this.ask((id, version) => this.remote.extend(id, version));
  }

  release(): Promise<void> {
    return this.ask((id, version) => this.remote.release(id, version));
  }

  /** Looks whether the unit is still held: nobody tells when one is lost. */
  refresh(): Promise<void> {
    return this.inTurn(() => this.reread());
  }

  private ask(step: (id: string, version: number) => Promise<Versioned<View>>): Promise<void> {
    clearTimeout(this.resting);
    return this.inTurn(async () => {
      this.set({ asking: true, refused: undefined, lost: undefined, moved: undefined });
      try {
        await this.saveNow();
        const { view, version, problem } = this.kept;
        if (!view) throw problem;
        this.adopt(await step(view.id, version), true);
      } catch (refused) {
        this.set({ refused });
        await this.reread();
      } finally {
        this.set({ asking: false });
      }
    });
  }

  private async saveNow(): Promise<void> {
    const body = this.wanted;
    if (!body || same(body, this.stored)) return;
    this.set({ saving: 'saving' });
    try {
      const unsaved = await this.write(body);
      this.set({ saving: 'saved', problem: undefined, conflict: false, unsaved });
    } catch (problem) {
      this.set({ saving: 'failed', problem, conflict: this.kept.conflict || isStale(problem) });
    }
  }

  /** @returns the fields that had to be left out */
  private async write(body: Values): Promise<string[]> {
    const left: string[] = [];
    let sent = body;
    for (let round = 0; round < ROUNDS; round += 1) {
      const { view, version } = this.kept;
      try {
        this.adopt(view ? await this.remote.save(view.id, version, sent) : await this.remote.create(sent));
        this.stored = body;
        // A patient who was recognised meanwhile stands there under the id of his record.
        this.there = { ...sent, patientId: this.kept.view?.patientId ?? sent.patientId };
        return left;
      } catch (error) {
        const fields = halfTyped(error);
        if (fields) {
          sent = without(sent, fields);
          left.push(...fields);
        } else if (!(await this.isOnlyNewer(error, sent))) throw error;
      }
    }
    throw new Problem(400, 'VALIDATION_FAILED', '', []);
  }

  /** The draft has a newer version with the very same form: a hold has ended, or an answer was lost on its way. */
  private async isOnlyNewer(error: unknown, sent: Values): Promise<boolean> {
    const { view } = this.kept;
    if (error instanceof Problem && error.status === 404 && view) {
      this.set({ view: undefined, version: 0 });
      return true;
    }
    if (!isStale(error) || !view) return false;
    const there = await this.remote.read(view.id);
    if (!same(there.body.form, this.there) && !same(there.body.form, sent)) return false;
    this.adopt(there);
    return true;
  }

  /**
   * The unit as it is now. With what another window has written meanwhile comes no version: the next saving would go over
   * it unasked.
   */
  private async reread(): Promise<void> {
    const { view, version } = this.kept;
    const now = view && (await this.remote.read(view.id).catch(() => undefined));
    if (!now) return;
    const isMine = now.version === version || same(now.body.form, this.there);
    this.adopt(isMine ? now : { body: now.body, version });
    if (!isMine) this.set({ conflict: true });
  }

  /** @param isAsked whether a change of the unit was asked for here: any other one is told, whichever answer brings it */
  private adopt({ body, version }: Versioned<View | Schema<'DraftDetail'>>, isAsked = false): void {
    const { view } = this.kept;
    const isAwaited = view?.pending !== undefined;
    const before = isAsked || isAwaited ? undefined : view?.hold;
    const isGone = before !== undefined && before.sessionId !== body.hold?.sessionId;
    const late = isAwaited && !body.pending && body.refusal ? { refused: refusedLate(body) } : {};
    this.set({ view: body, version, ...late, ...(isGone ? (body.hold ? { moved: before } : { lost: before }) : {}) });
  }

  private set(change: Partial<Kept>): void {
    this.kept = { ...this.kept, ...change };
    for (const listener of this.listeners) listener();
  }

  private inTurn(step: () => Promise<void>): Promise<void> {
    const done = this.turn.then(step);
    this.turn = done.catch(() => undefined);
    return done;
  }
}

/** What the request would have been answered if it had waited longer. */
function refusedLate({ refusal, options = [] }: View): Problem {
  return new Problem(409, 'UNIT_GONE', '', [], { reason: refusal, options });
}

const isStale = (error: unknown): boolean => error instanceof Problem && error.code === 'STALE_VERSION';

/** Fields that are not written to the end yet; undefined for any other refusal. */
function halfTyped(error: unknown): string[] | undefined {
  if (!(error instanceof Problem) || error.status !== 400) return undefined;
  const fields = error.errors.map(({ field }) => field);
  const isWhole = fields.length === 0 || fields.some((field) => field === 'onBehalfOf' || field === 'patientId');
  return isWhole ? undefined : fields;
}

function same(a: unknown, b: unknown): boolean {
  return inOrder(a) === inOrder(b);
}

function inOrder(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
