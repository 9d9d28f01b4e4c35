import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';

const COUNTERS = [
  'capacity',
  'extra',
  'reserve',
  'released',
  'familyTaken',
  'otherTaken',
  'publicTaken',
  'emergencyTaken',
  'shortfall',
] as const;

/** What one entry of a ledger added to the counters of its session. */
export function Change({ entry }: { readonly entry: Pick<Schema<'LedgerEntryView'>, (typeof COUNTERS)[number]> }) {
  const { t } = useTranslation('reserve');
  const changes = COUNTERS.filter((name) => entry[name] !== 0).map(
    (name) => `${t(`counters.${name}`)} ${entry[name] > 0 ? '+' : '−'}${Math.abs(entry[name])}`,
  );
  return <>{changes.join('，') || '–'}</>;
}
