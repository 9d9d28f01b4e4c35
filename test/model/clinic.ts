import { type Minute, ModelSession, STAGE_2, type Who } from './session.js';

/** A request for a unit, known by a number of its own. */
export interface Request {
  name: number;
  who: Who;
  /** None in the public channel. */
  urgency?: 'U1' | 'U2' | 'U3' | 'U4';
  patient: number;
  /** The township that refers. */
  from: number;
  /** Only this doctor's session will do. */
  doctor?: string;
  /** A review hold lasts at least so many minutes. */
  decideIn: number;
}

export interface Unit {
  request: Request;
  session: ModelSession;
  standing: Who;
  state: 'held' | 'confirmed' | 'arrived' | 'no-show';
  until: Minute;
  isExtra: boolean;
  restarted: boolean;
}

/** A place in the wait list. */
export interface Entry {
  request: Request;
  since: Minute;
  /** The hospital took a unit away: such entries come first in their class. */
  displaced?: boolean;
  state: 'waiting' | 'offered' | 'taken' | 'left';
}

const TTL = { U1: 360, U2: 30, U3: 240, U4: 1440 };
const OFFER = { U1: 30, U2: 30, U3: 120, U4: 720 };
/** Minutes that must lie between two units of a patient (V08). */
const GAP = 30;
const GRACE = 30;
/** The order inside a batch: urgency, entitlement, arrival (architecture §5). */
const URGENCIES = ['U1', 'U2', 'U3', 'U4', undefined];
const ENTITLED: Who[] = ['emergency', 'family', 'other', 'public'];

/** The reference model of one account, written from domain §7 and §8.4 and nothing else, so that it can disagree. */
export class Clinic {
  readonly sessions: ModelSession[] = [];
  /** Units that take a seat. */
  units: Unit[] = [];
  entries: Entry[] = [];
  /** Those that may still ask for something. */
  readonly requests = new Map<number, Request>();
  names = 0;
  private readonly offered = new Set<number>();
  private readonly opened = new Map<ModelSession, number>();

  constructor(public now: Minute) {}

  /** R = ceil of the whole account; what is added to it goes to the new sessions by largest remainder. */
  publish(drafts: readonly { doctor: string; start: Minute; end: Minute; capacity: number }[]): void {
    const sum = (numbers: number[]) => numbers.reduce((total, n) => total + n, 0);
    const capacity = sum(drafts.map((draft) => draft.capacity));
    const all = capacity + sum(this.sessions.map((session) => session.capacity));
    const added = Math.ceil(all / 5) - sum(this.sessions.map(({ reserve }) => reserve));
    const shares = drafts.map((draft) => Math.floor((added * draft.capacity) / capacity));
    const remainder = (n: number) => (added * (drafts[n]?.capacity ?? 0)) % capacity;
    const order = drafts.map((_, n) => n);
    const by = (n: number) => drafts[n] as (typeof drafts)[number];
    order.sort(
      (a, b) => remainder(b) - remainder(a) || by(b).capacity - by(a).capacity || by(a).start - by(b).start || a - b,
    );
    for (const n of order.slice(0, added - sum(shares))) shares[n] = (shares[n] ?? 0) + 1;
    drafts.forEach(({ doctor, start, end, capacity: size }, n) => {
      this.sessions.push(new ModelSession(doctor, start, end, size, shares[n] ?? 0, this.now));
    });
    this.catchUp();
  }

  /** Several requests that are decided together. */
  ask(requests: readonly Request[]): void {
    const order = [...requests].sort(
      (a, b) =>
        URGENCIES.indexOf(a.urgency) - URGENCIES.indexOf(b.urgency) ||
        ENTITLED.indexOf(a.who) - ENTITLED.indexOf(b.who),
    );
    for (const request of requests) this.requests.set(request.name, request);
    const refused = order.filter((request) => !this.place(request, request.decideIn));
    for (const request of requests)
      if (refused.includes(request) && request.who !== 'public')
        this.entries.push({ request, since: this.now, state: 'waiting' });
  }

  /** T06: the class time of a live hold restarts once; without one a unit is looked for again. */
  accept(name: number): void {
    const unit = this.unitOf(name);
    if (unit?.state === 'held' && !unit.restarted) {
      unit.restarted = true;
      unit.until = this.endOfHold(unit.request, unit.session, TTL);
    }
    if (unit) return;
    const entry = this.entryOf(name);
    const request = this.requests.get(name);
    if (!request) return;
    if (this.place(request, 0)) {
      if (entry) entry.state = 'taken';
    } else if (!entry) this.entries.push({ request, since: this.now, state: 'waiting' });
  }

  confirm(name: number): void {
    const unit = this.unitOf(name);
    if (unit?.state !== 'held') return;
    unit.state = 'confirmed';
    this.settleEntry(name, 'taken');
  }

  arrive(name: number): void {
    const unit = this.unitOf(name);
    if (unit) unit.state = 'arrived';
    this.settleEntry(name, 'left');
  }

  /** The old unit is given back only once the new one is sure. */
  choose(name: number, doctor: string): void {
    const old = this.unitOf(name);
    const request = this.requests.get(name);
    if (!request) return;
    const got = this.got();
    if (!this.place({ ...request, doctor }, 0, old)) return;
    this.settleEntry(name, 'taken');
    if (old) this.offer(this.free([old]), got);
  }

  /** The referral or the public booking ends. */
  cancel(name: number): void {
    const got = this.got();
    this.settleEntry(name, 'left');
    this.requests.delete(name);
    const unit = this.unitOf(name);
    if (unit) this.offer(this.free([unit]), got);
  }

  /** Time passes, and the clock does what is due. */
  passTo(now: Minute): void {
    this.now = now;
    this.catchUp();
  }

  /** Time passes, the clock stands still, and the next who asks for a session finds dead holds in it. */
  passWithoutClock(now: Minute, doctor: string): void {
    this.now = now;
    this.endHolds((session) => session.doctor === doctor);
  }

  /** Ends holds, notes no-shows, releases stage by stage, offers what has become open: in this order. */
  catchUp(): void {
    this.endHolds(() => true);
    for (const unit of this.units)
      if (unit.state === 'confirmed' && unit.session.start + GRACE <= this.now) unit.state = 'no-show';
    for (;;) {
      const due = this.sessions.filter(({ nextStage }) => nextStage <= this.now);
      if (due.length === 0) break;
      due.sort((a, b) => a.nextStage - b.nextStage);
      this.offer(
        due.filter((session) => session.release(this.now) > 0),
        this.got(),
      );
    }
    // At publication and at the opening to all.
    const stageOf = (session: ModelSession) => (session.opensToAll <= this.now ? 2 : 1);
    const news = this.sessions.filter((session) => this.opened.get(session) !== stageOf(session));
    for (const session of news) this.opened.set(session, stageOf(session));
    this.offer(news, this.got());
  }

  unitOf(name: number): Unit | undefined {
    return this.units.find(
      ({ request, state }) => request.name === name && (state === 'held' || state === 'confirmed'),
    );
  }

  entryOf(name: number): Entry | undefined {
    return this.entries.find(
      ({ request, state }) => request.name === name && (state === 'waiting' || state === 'offered'),
    );
  }

  /** Takes over who has what after a change of supply, see change.ts: from here on it must agree again. */
  adopt(units: Unit[], entries: Entry[], offered: Iterable<number>): void {
    this.units = units;
    this.entries = entries;
    this.offered.clear();
    for (const name of offered) this.offered.add(name);
    for (const session of this.sessions)
      for (const who of ENTITLED)
        session.taken[who] = units.filter((unit) => unit.session === session && unit.standing === who).length;
  }

  private settleEntry(name: number, state: Entry['state']): void {
    const entry = this.entryOf(name);
    if (entry) entry.state = state;
  }

  /** The earliest session that the request may have. */
  private place(request: Request, decideIn: number, instead?: Unit): boolean {
    const session = [...this.sessions]
      .sort((a, b) => a.start - b.start)
      .filter(({ doctor }) => request.doctor === undefined || request.doctor === doctor)
      .find((one) => this.mayHave(request, one, instead));
    if (!session) return false;
    this.take(
      request,
      session,
      Math.max(this.endOfHold(request, session, TTL), this.capped(this.now + decideIn, request, session)),
    );
    return true;
  }

  private mayHave(request: Request, session: ModelSession, instead?: Unit): boolean {
    const standing = session.standing(request.who, request.urgency);
    const busy = this.units.some(
      (unit) =>
        unit !== instead &&
        unit.request.patient === request.patient &&
        unit.standing !== 'emergency' &&
        (unit.state === 'held' || unit.state === 'confirmed') &&
        unit.session.start < session.end + GAP &&
        session.start < unit.session.end + GAP,
    );
    return session.mayTake(standing, this.now) && (standing === 'emergency' || !busy);
  }

  private take(request: Request, session: ModelSession, until: Minute): void {
    const standing = session.standing(request.who, request.urgency);
    const isExtra = session.take(standing);
    const state = request.who === 'public' ? 'confirmed' : 'held';
    this.units.push({ request, session, standing, state, until, isExtra, restarted: false });
  }

  private endOfHold(request: Request, session: ModelSession, ttl: typeof TTL): Minute {
    return this.capped(this.now + (request.urgency ? ttl[request.urgency] : 0), request, session);
  }

  /** Before stage 2 never beyond it, afterwards never beyond half an hour before the start; U1 knows no such end. */
  private capped(until: Minute, { who }: Request, session: ModelSession): Minute {
    if (who === 'emergency') return Math.min(until, session.end);
    return Math.min(until, this.now < STAGE_2 ? STAGE_2 : session.start - 30);
  }

  private endHolds(here: (session: ModelSession) => boolean): void {
    const dead = this.units.filter(
      ({ state, until, session }) => state === 'held' && until <= this.now && here(session),
    );
    const got = this.got();
    const sessions = this.free(dead);
    const lapsed = dead.flatMap(({ request }) => this.entryOf(request.name) ?? []);
    for (const entry of lapsed) entry.state = 'waiting';
    this.offer(sessions, got, lapsed);
  }

  /** @returns the sessions in which a unit became free */
  private free(units: readonly Unit[]): ModelSession[] {
    for (const { session, standing, isExtra } of units) session.giveBack(standing, isExtra);
    this.units = this.units.filter((unit) => !units.includes(unit));
    return this.sessions.filter((session) => units.some((unit) => unit.session === session && !unit.isExtra));
  }

  /** Units that each township has got from the list so far: it counts as it was before a change. */
  private got(): number[] {
    const lucky = this.entries.filter(
      ({ request, state }) => (state === 'offered' || state === 'taken') && this.offered.has(request.name),
    );
    return [0, 1].map((from) => lucky.filter(({ request }) => request.from === from).length);
  }

  /** A freed unit goes to the wait list first (domain §8.4); who has just let an offer lapse is passed over. */
  private offer(sessions: readonly ModelSession[], got: readonly number[], passedOver: readonly Entry[] = []): void {
    const waiting = this.entries.filter((entry) => entry.state === 'waiting' && !passedOver.includes(entry));
    waiting.sort(
      ({ request: a, since, displaced: wasDisplaced }, { request: b, since: other, displaced }) =>
        URGENCIES.indexOf(a.urgency) - URGENCIES.indexOf(b.urgency) ||
        Number(displaced ?? false) - Number(wasDisplaced ?? false) ||
        (got[a.from] ?? 0) - (got[b.from] ?? 0) ||
        since - other ||
        a.name - b.name,
    );
    for (const session of sessions) {
      for (const entry of waiting) {
        const { request, state } = entry;
        const fits = request.doctor === undefined || request.doctor === session.doctor;
        if (state !== 'waiting' || !fits || !this.mayHave(request, session)) continue;
        this.take(request, session, this.endOfHold(request, session, OFFER));
        entry.state = 'offered';
        this.offered.add(request.name);
      }
    }
  }
}
