import { Alert, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';
import { useNames } from '../institution/directory';
import { Moment } from '../time/moment';
import { Whither } from './whither';

type Moved = Schema<'DisplacementView'>;

/** Who would lose a unit, and what each would get instead: nobody by name. */
export function MovedList({ moved }: { readonly moved: readonly Moved[] }) {
  const { t } = useTranslation(['roster', 'code']);
  const names = useNames();
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
              <Moment at={startsAt} /> {names.department(institution, group)}
            </>
          ),
        },
        { title: t('becomes'), render: (_, one) => <Whither moved={one} /> },
      ]}
    />
  );
}
