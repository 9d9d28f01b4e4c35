import type { Schema } from '../api/client';

type Offered = Schema<'ActionView'>;

/** Who may return the outcome may report before that, as often as there is something to say (domain §4.6). */
export function withReports(actions: readonly Offered[]): Offered[] {
  return actions.flatMap((one) =>
    one.action === 'return-outcome'
      ? [one, { ...one, action: 'interim-report', href: one.href.replace(/outcomes$/, 'interim-reports') }]
      : [one],
  );
}
