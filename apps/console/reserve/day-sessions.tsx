import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Drawer, Empty, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, read, type Schema } from '../api/client';
import { useNames } from '../institution/directory';
import { useGroupName } from '../institution/group-name';
import { ProblemAlert } from '../problem/problem-alert';
import { showTime } from '../time/time';
import { LedgerOf } from './ledger';

type Session = Schema<'SessionView'>;
const MOST = 100;

interface Props {
  readonly institution: string;
  readonly group: string | undefined;
  readonly date: string;
  readonly onClose: () => void;
}

/** The sessions behind one cell, and the ledger of each. */
export function DaySessions({ institution, group, date, onClose }: Props) {
  const { t, i18n } = useTranslation(['reserve', 'code']);
  const names = useNames();
  const groupName = useGroupName();
  const [opened, setOpened] = useState<Session>();
  const name = group ? groupName(institution, group) : names.institution(institution);
  const query = { institution, ...(group ? { group } : {}), from: date, to: date, limit: MOST };
  const sessions = useQuery({
    queryKey: ['sessions', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => read(api.GET('/v1/sessions', { params: { query }, signal })),
  });
  const timeOf = ({ startsAt, endsAt, group: of }: Session) =>
    `${groupName(institution, of)} ${showTime(startsAt, 'clock', i18n.language)}–${showTime(endsAt, 'clock', i18n.language)}`;
  return (
    <Drawer
      open
      size="large"
      onClose={onClose}
      title={t('drill', { name, date })}
      closable={{ 'aria-label': t('close') }}
    >
      {sessions.isError ? <ProblemAlert error={sessions.error} onRetry={() => void sessions.refetch()} /> : null}
      <Table<Session>
        size="small"
        rowKey="id"
        loading={sessions.isPending}
        dataSource={sessions.data?.items ?? []}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: sessions.isSuccess ? <Empty description={t('noSessions')} /> : ' ' }}
        columns={[
          { title: t('sessions'), render: (_, session) => timeOf(session) },
          { title: t('pool'), render: (_, { pool }) => t(`code:pool.${pool}`) },
          { title: t('published'), dataIndex: 'capacity', align: 'right' },
          { title: t('reserved'), dataIndex: 'reserve', align: 'right' },
          { title: t('taken'), dataIndex: 'familyTaken', align: 'right' },
          { title: t('protected'), dataIndex: 'protected', align: 'right' },
          { title: t('released'), dataIndex: 'released', align: 'right' },
          { title: t('free'), dataIndex: 'free', align: 'right' },
          {
            title: '',
            render: (_, session) => (
              <Button
                size="small"
                aria-label={t('showLedger', { time: timeOf(session) })}
                onClick={() => setOpened(session)}
              >
                {t('ledger')}
              </Button>
            ),
          },
        ]}
      />
      {opened ? <LedgerOf session={opened.id} label={t('ledgerOf', { time: timeOf(opened) })} /> : null}
    </Drawer>
  );
}
