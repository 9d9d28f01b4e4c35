import { Button, Empty, Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Breach, breachesOf, type MapRow, type ReserveMap } from './cells';
import { countOf } from './figures';

interface Props {
  readonly map: ReserveMap;
  readonly nameOf: (row: MapRow) => string;
  readonly onOpen: (row: MapRow, date: string) => void;
}

/** What must be looked at first: below the floor, shortfalls, stopped sessions. */
export function Breaches({ map, nameOf, onOpen }: Props) {
  const { t } = useTranslation('reserve');
  const breaches = breachesOf(map);
  return (
    <section aria-label={t('breaches')}>
      <h2>{t('breaches')}</h2>
      {breaches.length === 0 ? (
        <p>{t('noBreach')}</p>
      ) : (
        <Table<Breach>
          size="small"
          dataSource={breaches}
          rowKey={({ row, date }) => `${row.institution} ${row.group ?? ''} ${date}`}
          pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
          locale={{ emptyText: <Empty /> }}
          columns={[
            { title: t('institution'), render: (_, { row }) => nameOf(row) },
            { title: t('date'), dataIndex: 'date' },
            {
              title: t('breaches'),
              render: (_, { cell, faults }) =>
                faults.map((fault) => (
                  <Tag key={fault} color={fault === 'stopped' ? 'default' : 'red'}>
                    {t(fault, { count: countOf(cell, fault) })}
                  </Tag>
                )),
            },
            {
              title: t('share'),
              render: (_, { cell }) =>
                `${(cell.reserveBps / 100).toFixed(1)} % (${t('required', { share: `${cell.requiredBps / 100} %` })})`,
            },
            {
              title: '',
              render: (_, { row, date }) => (
                <Button
                  size="small"
                  aria-label={t('drill', { name: nameOf(row), date })}
                  onClick={() => onOpen(row, date)}
                >
                  {t('open')}
                </Button>
              ),
            },
          ]}
        />
      )}
    </section>
  );
}
