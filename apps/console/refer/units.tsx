import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Flex, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, read, type Schema } from '../api/client';
import { ProblemAlert } from '../problem/problem-alert';
import { Waiting } from '../shell/waiting';
import { Moment } from '../time/moment';
import type { unitQuestion } from './questions';

const SHOWN = 8;
const LOOK_AGAIN = 20_000;

interface Props {
  readonly institution: string;
  readonly question: NonNullable<ReturnType<typeof unitQuestion>>;
  readonly held: string | undefined;
  readonly disabled: boolean;
  readonly onHold: (sessionId?: string) => void;
}

/** Free units of one hospital inside the window, the earliest first: each can be held. */
export function Units({ institution, question, held, disabled, onHold }: Props) {
  const { t } = useTranslation('refer');
  const query = useQuery({
    queryKey: ['units', institution, question],
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_AGAIN,
    queryFn: ({ signal }) =>
      read(api.GET('/v1/units', { params: { query: { ...question, institution, limit: SHOWN } }, signal })),
  });
  if (query.isError && !query.data) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  const sessions = query.data?.items ?? [];
  return (
    <section aria-label={t('units')} aria-busy={query.isPending}>
      {query.isPending ? <Waiting /> : null}
      {query.data && sessions.length === 0 ? <p className="quiet">{t('noUnits')}</p> : null}
      <ul className="plain" style={{ listStyle: 'none', padding: 0 }}>
        {sessions.map((one) => (
          <li key={one.sessionId}>
            <OneSession one={one} isHeld={one.sessionId === held} disabled={disabled} onHold={onHold} />
          </li>
        ))}
      </ul>
      {sessions.length > 0 && !held ? (
        <Button block disabled={disabled} onClick={() => onHold()}>
          {t('holdEarliest')}
        </Button>
      ) : null}
    </section>
  );
}

interface SessionProps extends Pick<Props, 'disabled' | 'onHold'> {
  readonly one: Schema<'FreeUnits'>;
  readonly isHeld: boolean;
}

function OneSession({ one, isHeld, disabled, onHold }: SessionProps) {
  const { t } = useTranslation('refer');
  return (
    <Flex align="center" justify="space-between" gap="small" style={{ padding: '4px 0' }}>
      <span>
        <Moment at={one.startsAt} /> {one.place} <Tag>{t('free', { count: one.free })}</Tag>
        {one.protected ? <Tag color="green">{t('ofReserve', { count: one.protected })}</Tag> : null}
      </span>
      {isHeld ? (
        <Tag color="green">{t('heldHere')}</Tag>
      ) : (
        <Button size="small" disabled={disabled || one.free === 0} onClick={() => onHold(one.sessionId)}>
          {t('hold')}
        </Button>
      )}
    </Flex>
  );
}
