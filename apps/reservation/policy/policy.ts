import { type Pool, RESERVED_POOLS, type UrgencyClass } from '#contracts/codes.js';
import type { DayTime } from '#service/calendar/local-time.js';
import type { Rung } from '#service/escalation/ladder.js';
import type { Place, PolicyValue } from '#service/rules/policy.js';
import type { Duration, Rules } from '#service/rules/rules.js';
import type { CancelPolicy } from '../reserve/cancel-until.js';
import { FLOOR_BPS } from '../reserve/floor.js';
import type { NoShowLimit } from '../reserve/no-show-limit.js';
import type { OpeningPolicy } from '../reserve/opening.js';
import type { Holdback } from '../reserve/release.js';
import { BED_BASES, type BedBasis } from '../ward/basis.js';
import type { WardDayPolicy } from '../ward/ward-day.js';

/** Share of a pool to protect, and which policy says so. */
export interface Ratio {
  bps: number;
  /** Kind and code of the scope of the row, such as `county 990101`. */
  scope: string;
  version: number;
  /** The text it comes from, with its mark. */
  source: string;
}

/** What holds for one institution on one day. Times in minutes. */
export class Policy {
  private readonly known = new Map<string, PolicyValue>();

  constructor(
    private readonly rules: Rules,
    private readonly place: Place,
    private readonly day: string,
  ) {}

  /** Never below the floor for the three reserved pools, whatever a narrower row says. */
  ratioBps(pool: Pool): number {
    const ratio = this.number(`reserve.ratioBps.${pool}`);
    return (RESERVED_POOLS as readonly Pool[]).includes(pool) ? Math.max(FLOOR_BPS, ratio) : ratio;
  }

  /** The ratio of a pool with the row that set it: the narrowest one, or the bound of a wider one. */
  ratio(pool: Pool): Ratio {
    const decided = this.rules.decision(`reserve.ratioBps.${pool}`, this.place, this.day);
    if (!decided) throw new Error(`Rule reserve.ratioBps.${pool} is missing`);
    const { scopeKind, scopeCode, version, source } = decided.decidedBy;
    return { bps: this.ratioBps(pool), scope: [scopeKind, scopeCode].filter(Boolean).join(' '), version, source };
  }

  /** Bed classes that are neither base nor reserve. */
  isOutsideBase(bedClass: string | undefined): boolean {
    if (bedClass === undefined) return false;
    return [...this.list('reserve.exclude.bedClass'), ...this.list('reserve.outsideBase.bedClass')].includes(bedClass);
  }

  /** Bed classes that are not offered to others at all. */
  isExcluded(bedClass: string): boolean {
    return this.list('reserve.exclude.bedClass').includes(bedClass);
  }

  /** What the reserve of beds is a share of. */
  bedBasis(): BedBasis {
    const basis = this.value('reserve.basis.bed');
    const known = BED_BASES.find((one) => one === basis);
    if (!known) throw new Error('Rule reserve.basis.bed is no basis');
    return known;
  }

  wardDay(): WardDayPolicy {
    return { begins: this.dayTime('ward.dayBegins'), daysAhead: this.number('ward.daysAhead') };
  }

  /** How many weeks a series of bookings may last. */
  seriesWeeks(): number {
    return this.number('series.weeks');
  }

  /** Pools whose units are booked in series. */
  isRecurring(pool: Pool): boolean {
    return this.list('series.pools').includes(pool);
  }

  opening(): OpeningPolicy {
    return {
      openFamilyDoctor: this.dayTime('open.familyDoctor'),
      openPublic: this.dayTime('open.public'),
      openRecurring: this.dayTime('open.recurring'),
      minLeadMinutes: this.number('open.minLead'),
      stage1: this.dayTime('release.stage1'),
      stage2: this.dayTime('release.stage2'),
      preparedStage1: this.dayTime('release.prepared.stage1'),
      preparedStage2: this.dayTime('release.prepared.stage2'),
      holdbackUntil: this.dayTime('release.holdbackUntil'),
      bedOffersUntil: this.dayTime('release.beds'),
      jitterMinutes: this.number('release.jitterMin'),
      lateSupplyMinutes: this.number('release.lateSupplyMin'),
      holdEndsBeforeStartMinutes: this.number('hold.endsBeforeStart'),
    };
  }

  holdback(): Holdback {
    return { bps: this.number('release.holdbackBps'), fromReserve: this.number('release.holdbackFromReserve') };
  }

  holdMinutes(urgencyClass: UrgencyClass): number {
    return this.number(`hold.ttl.${urgencyClass}`);
  }

  /** A form hold: how long, how often again, and how long at most from its beginning (domain §7.5). */
  formHold(): { minutes: number; extensions: number; mostMinutes: number } {
    return {
      minutes: this.number('hold.ttl.form'),
      extensions: this.number('hold.form.extensions'),
      mostMinutes: this.number('hold.form.most'),
    };
  }

  offerMinutes(urgencyClass: UrgencyClass): number {
    return this.number(`offer.ttl.${urgencyClass}`);
  }

  bedHoldMinutes(urgencyClass: UrgencyClass): number {
    return this.number(`bed.hold.${urgencyClass}`);
  }

  primaryFirstMinutes(): number {
    return this.number('release.primaryFirstMin');
  }

  graceMinutes(): number {
    return this.number('late.grace');
  }

  /** V08: less than this between two units of a patient is an overlap. */
  gapMinutes(): number {
    return this.number('overlap.gap');
  }

  /** After how many offers in vain the desk has a task, and by when. */
  waitList(): { lapsesToTask: number; taskWithin: Duration } {
    const taskWithin = this.rules.duration('waitList.taskWithin', this.place, this.day);
    return { lapsesToTask: this.number('waitList.lapsesToTask'), taskWithin };
  }

  /** The contract doctors are told when so little of a reserve is left. */
  lowBps(): number {
    return this.number('reserve.lowBps');
  }

  /** How long before stage 1 the contract doctors are told. */
  soonMinutes(): number {
    return this.number('reserve.soonMinutes');
  }

  /** Hours for which a protected unit must be open to family doctors to count as usable (domain §11). */
  usableHours(): number {
    return this.number('report.usableHours');
  }

  fairnessDays(): number {
    return this.number('waitList.fairnessDays');
  }

  /** Days around a lost unit in which another is looked for: of the same doctor, of the department (domain §7.8). */
  rebooking(): { doctorDays: number; days: number } {
    return { doctorDays: this.number('rebook.doctorDays'), days: this.number('rebook.days') };
  }

  /** When the desk must have settled what happens to a displaced person for whom nothing was found. */
  settleWithin(): Duration {
    return this.rules.duration('displaced.settleWithin', this.place, this.day);
  }

  /** How long after its deadline a rung is told of a task that nobody settles, and how often again (domain §6). */
  settleLadder(): { limit(rung: Rung): Duration; repeat: Duration } {
    const limit = (name: string) => this.rules.duration(`displaced.escalate.${name}`, this.place, this.day);
    return { limit, repeat: limit('repeat') };
  }

  /** How often the monitor checks everything, and how many accounts it checks at once. */
  monitor(): { roundMinutes: number; sliceAccounts: number } {
    return {
      roundMinutes: this.number('monitor.fullRoundMinutes'),
      sliceAccounts: this.number('monitor.sliceAccounts'),
    };
  }

  /** After how long a county without news says so, and how many sessions are looked at again at once. */
  levels(): { heartbeatSeconds: number; sliceSessions: number } {
    return {
      heartbeatSeconds: this.number('level.heartbeatSeconds'),
      sliceSessions: this.number('level.sliceSessions'),
    };
  }

  cancel(): CancelPolicy {
    return { slot: this.dayTime('cancel.until.slot'), bedMinutes: this.number('cancel.until.bedMin') };
  }

  noShowLimit(): NoShowLimit {
    const { count, days, offDays } = this.value('noShow.limit') as Partial<NoShowLimit>;
    if (!count || !days || !offDays) throw new Error('Rule noShow.limit is wrong');
    return { count, days, offDays };
  }

  private number(key: string): number {
    const value = this.value(key);
    if (typeof value !== 'number' || !Number.isInteger(value)) throw new Error(`Rule ${key} is no integer`);
    return value;
  }

  private dayTime(key: string): DayTime {
    const { days, at } = this.value(key) as Partial<DayTime>;
    if (days === undefined || !at || !/^\d\d:\d\d$/.test(at)) throw new Error(`Rule ${key} is no time of a day`);
    return { days, at };
  }

  private list(key: string): string[] {
    const value = this.value(key);
    if (!Array.isArray(value)) throw new Error(`Rule ${key} is no list`);
    return value as string[];
  }

  private value(key: string): PolicyValue {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const value = this.rules.value(key, this.place, this.day);
    if (value === undefined) throw new Error(`Rule ${key} is missing: the migration ships a default for every key`);
    this.known.set(key, value);
    return value;
  }
}
