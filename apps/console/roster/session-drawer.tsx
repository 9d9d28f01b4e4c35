import { Button, Drawer, Flex, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGroupName } from '../institution/group-name';
import { ProblemAlert } from '../problem/problem-alert';
import { LedgerOf } from '../reserve/ledger';
import { useSession } from '../session/session';
import { Waiting } from '../shell/waiting';
import { countyNow } from '../time/clock';
import { Moment } from '../time/moment';
import { segmentsOf } from './bar';
import { ChangeDialog } from './change-dialog';
import { CHANGES, type Change } from './changes';
import { Counters } from './counters';
import { SessionBar } from './session-bar';
import { useDoctorNames } from './use-doctors';
import { useSessionOf } from './use-rosters';

const CHANGERS = ['referral-desk', 'roster-manager', 'bed-manager'];

interface Props {
  readonly id: string;
  readonly onClose: () => void;
}

/** One session: its counters, the ledger that proves them, and the changes that its house may make. */
export function SessionDrawer({ id, onClose }: Props) {
  const { t } = useTranslation(['roster', 'code']);
  const { roles } = useSession();
  const groupName = useGroupName();
  const doctorOf = useDoctorNames();
  const query = useSessionOf(id);
  const [changing, setChanging] = useState<Change>();
  const session = query.data?.body;
  const mayChange = roles.some((role) => CHANGERS.includes(role));
  const isOver = !session || session.stoppedAt !== undefined || new Date(session.endsAt).getTime() < countyNow();
  return (
    <Drawer open onClose={onClose} size="large" title={t('roster:session')}>
      {query.isPending ? <Waiting /> : null}
      {query.isError ? <ProblemAlert error={query.error} onRetry={() => void query.refetch()} /> : null}
      {session && query.data ? (
        <Flex vertical gap="small">
          <strong>
            {t(`code:pool.${session.pool}`)} · {groupName(session.institution, session.group)} ·{' '}
            <Moment at={session.startsAt} />–<Moment at={session.endsAt} form="clock" />
          </strong>
          <span>
            {session.place}
            {session.doctorId ? ` · ${t('roster:doctorIs')} ${doctorOf(session.doctorId)}` : null}
          </span>
          <SessionBar segments={segmentsOf(session)} />
          {mayChange ? (
            <Flex gap="small" wrap>
              {CHANGES.filter((change) => change !== 'swap' || session.doctorId).map((change) => (
                <Button key={change} danger={change === 'stop'} disabled={isOver} onClick={() => setChanging(change)}>
                  {t(`roster:change.${change}`)}
                </Button>
              ))}
              {isOver ? <span>{session.stoppedAt ? t('roster:alreadyStopped') : t('roster:over')}</span> : null}
            </Flex>
          ) : null}
          <Tabs
            items={[
              { key: 'counters', label: t('roster:counters'), children: <Counters session={session} /> },
              ...(mayChange
                ? [
                    {
                      key: 'ledger',
                      label: t('roster:ledger'),
                      children: <LedgerOf session={id} label={t('roster:ledger')} />,
                    },
                  ]
                : []),
            ]}
          />
          {changing ? (
            <ChangeDialog
              session={session}
              version={query.data.version}
              change={changing}
              onClose={() => setChanging(undefined)}
            />
          ) : null}
        </Flex>
      ) : null}
    </Drawer>
  );
}
