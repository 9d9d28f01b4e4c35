import { Alert, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';
import { useGroupName } from '../institution/group-name';
import { Moment } from '../time/moment';
import { Whither } from './whither';

type Moved = Schema<'DisplacementView'>;

interface Props {
  readonly moved: readonly Moved[];
  /** How many keep their units and are told of another doctor. */
  readonly kept: number;
}

/** Who would lose a unit, and what each would get instead: nobody by name. */
export function MovedList({ moved, kept }: Props) {
  const { t } = useTranslation(['roster', 'code']);
  const groupName = useGroupName();
  if (moved.length === 0 && kept > 0) return <Alert type="info" showIcon title={t('kept', { count: kept })} />;
  if (moved.length === 0) return <Alert type="success" showIcon title={t('nobodyMoved')} />;
  return (
    <Table<Moved>
      size="small"
      pagination={moved.length > 10 ? { pageSize: 10 } : false}
      rowKey={({ id }) => id}
      dataSource={[...moved]}
      title={() => t('movedTitle', { count: moved.length })}
      columns={[
        {
          title: t('bookingOf'),
          render: (_, { reservationId, referralId }) =>
            `${reservationId.slice(-8).toUpperCase()} · ${t(referralId ? 'byReferral' : 'byHouse')}`,
        },
        {
          title: t('was'),
          render: (_, { startsAt, institution, group }) => (
            <>
              <Moment at={startsAt} /> {groupName(institution, group)}
            </>
          ),
        },
        { title: t('becomes'), render: (_, one) => <Whither moved={one} /> },
      ]}
    />
  );
}
