import { type ComponentProps, lazy, Suspense } from 'react';
import { Waiting } from '../shell/waiting';

export type { Clicked } from './chart';

const Chart = lazy(() => import('./chart'));

/** A chart whose library is loaded only where one is shown. */
export function Picture(props: ComponentProps<typeof Chart>) {
  return (
    <Suspense fallback={<Waiting />}>
      <Chart {...props} />
    </Suspense>
  );
}
