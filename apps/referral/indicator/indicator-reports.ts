import { Injectable } from '@nestjs/common';
import type { Principal } from '#service/auth/principal.js';
import { instantOf, localDate, plusDays } from '#service/calendar/local-time.js';
import { Database } from '#service/database/database.js';
import { Networks } from '../network/networks.js';
import { overseenBy, partOf, scopeOfOverseer, seesCases } from '../network/oversight.js';
import type { IndicatorQuery, IndicatorReportView } from './indicator.dto.js';
import { type Counted, countDays, countOpen, countSubmitted, countVerdicts } from './indicator.store.js';
import { indicatorsOf } from './indicators.js';
import { type Period, periodOf } from './period.js';
import { sumsOf } from './ratio.store.js';
import { hiddenAmong } from './small-number.js';

/** Counts and ratios for whoever oversees a county or a consortium (domain §11). */
@Injectable()
export class IndicatorReports {
  constructor(
    private readonly database: Database,
    private readonly networks: Networks,
  ) {}

  /** @throws Problem 422 `RANGE_TOO_LONG` */
  async read(caller: Principal, query: IndicatorQuery): Promise<IndicatorReportView> {
    const network = await this.networks.of(caller.county);
    return this.database.transaction(scopeOfOverseer(caller), async (tx, now) => {
      const period = periodOf(query, now);
      const overseen = overseenBy(caller, network, localDate(now));
      const of = { county: caller.county, ...instantsOf(period), institutions: partOf(overseen, query.institution) };
      const hidesFew = !seesCases(caller);
      const counted = async <T extends Figures>(rows: Promise<T[]>) => (hidesFew ? withoutFew(await rows) : rows);
      return {
        at: now.toISOString(),
        ...period,
        submitted: await counted(countSubmitted(tx, now, of)),
        open: await counted(countOpen(tx, now, of)),
        verdicts: await counted(countVerdicts(tx, of)),
        days: await counted(countDays(tx, of)),
        indicators: indicatorsOf(await sumsOf(tx, now, of), hidesFew),
      };
    });
  }
}

interface Figures {
  referrals?: number;
  overdue?: number;
}

/** The same lines, those without their figures that are too small to be shown. */
function withoutFew<T extends Figures>(lines: readonly T[]): (T & { suppressed?: true })[] {
  const hidden = hiddenAmong(lines.map(({ referrals }) => referrals ?? 0));
  return lines.map((line, at) => {
    if (!hidden[at]) return { ...line, ...(line.overdue === undefined ? {} : { overdue: undefined }) };
    const { referrals: _, overdue: __, ...named } = line;
    return { ...named, suppressed: true } as unknown as T & { suppressed: true };
  });
}

/** Instants of local days. */
export const instantsOf = ({ from, to }: Period): Pick<Counted, 'since' | 'before'> => ({
  since: instantOf(from, { days: 0, at: '00:00' }),
  before: instantOf(plusDays(to, 1), { days: 0, at: '00:00' }),
});
