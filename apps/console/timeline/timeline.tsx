import { Timeline as Line } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';
import { ProblemAlert } from '../problem/problem-alert';
import { Waiting } from '../shell/waiting';
import { Step } from './step';
import { useEvents } from './use-events';

interface Props {
  readonly id: string;
}

/** The whole story of a referral, newest first: what, who, where, when, why, by which rules. */
export function Timeline({ id }: Props) {
  const { t } = useTranslation('timeline');
  const query = useEvents(id);
  if (query.isPending) return <Waiting />;
  if (!query.data) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data.items.length === 0) return <p>{t('none')}</p>;
  return <Story events={query.data.items} />;
}

/** Events as a line, newest first. */
function Story({ events }: { readonly events: readonly Schema<'EventView'>[] }) {
  return (
    <Line
      items={events.toReversed().map((event) => ({
        key: event.hash,
        color: COLORS[event.event] ?? 'blue',
        content: <Step event={event} />,
      }))}
    />
  );
}

const COLORS: Record<string, string> = {
  rejected: 'red',
  cancelled: 'red',
  expired: 'red',
  'no-show': 'red',
  displaced: 'orange',
  reoffered: 'orange',
  returned: 'orange',
  confirmed: 'green',
  arrived: 'green',
  closed: 'gray',
};
