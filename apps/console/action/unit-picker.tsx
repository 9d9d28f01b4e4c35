import { useQuery } from '@tanstack/react-query';
import { Empty, Flex, Radio, Spin, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, read } from '../api/client';
import { InstitutionName } from '../institution/institution-name';
import { ProblemAlert } from '../problem/problem-alert';
import type { Referral } from '../referral/use-referral';
import { Moment } from '../time/moment';
import { wantedOf } from './wanted';

interface Props {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (sessionId: string) => void;
  readonly referral: Referral;
}

/** The free units that would do, live, with what is protected for family doctors. */
export function UnitPicker({ id, value, onChange, referral }: Props) {
  const { t } = useTranslation('action');
  const { pool, group } = wantedOf(referral);
  const institution = referral.to.institution;
  const query = useQuery({
    queryKey: ['units', pool, group, institution],
    refetchInterval: 30_000,
    queryFn: ({ signal }) =>
      read(api.GET('/v1/units', { params: { query: { pool, group, institution, limit: 20 } }, signal })),
  });
  if (query.isPending) return <Spin />;
  if (!query.data) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data.items.length === 0) return <Empty description={t('noUnits')} />;
  return (
    <Radio.Group
      id={id}
      aria-label={t('field.sessionId')}
      value={value}
      onChange={({ target }) => onChange?.(target.value)}
    >
      <Flex vertical>
        {query.data.items.map((unit) => (
          <Radio key={unit.sessionId} value={unit.sessionId}>
            <Moment at={unit.startsAt} /> · <InstitutionName code={unit.institution} /> · {unit.place} ·{' '}
            {t('free', { count: unit.free })}{' '}
            {unit.protected ? <Tag>{t('protected', { count: unit.protected })}</Tag> : null}
          </Radio>
        ))}
      </Flex>
    </Radio.Group>
  );
}
