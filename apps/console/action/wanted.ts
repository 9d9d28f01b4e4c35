import type { Schema } from '../api/client';
import type { Referral } from '../referral/use-referral';

type Pool = Schema<'UnitView'>['pool'];

/** What the ranking was asked for; stored as it was put (apps/referral/routing). */
interface Asked {
  readonly pool?: Pool;
  readonly deptCode?: string;
  readonly examItem?: string;
}

/** Which units would do: those of the unit that is there, else what the form asked for. */
export function wantedOf({ unit, explanation, to }: Pick<Referral, 'unit' | 'explanation' | 'to'>): {
  pool: Pool;
  group: string;
} {
  if (unit) return { pool: unit.pool, group: unit.group };
  const { pool = 'expert-slot', deptCode = to.deptCode, examItem } = (explanation.request ?? {}) as Asked;
  return { pool, group: pool === 'exam' && examItem ? examItem : deptCode };
}
