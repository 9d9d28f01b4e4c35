import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';
import { useGroupName } from '../institution/group-name';
import type { ListState } from '../list/list-state';
import { Listing } from '../list/listing';
import { useSession } from '../session/session';
import { weekFrom } from '../time/day';
import { showDay } from './day';
import { SessionCell } from './session-cell';
import { firstDayOf, useRosters } from './use-rosters';

/** A line for each department, a column for each day, a bar for each session. */
export function Board({ state }: { readonly state: ListState }) {
  const { t, i18n } = useTranslation('roster');
  const { institution } = useSession();
  const groupName = useGroupName();
  const query = useRosters(state);
  const days = weekFrom(firstDayOf(state));
  return (
    <Listing<Schema<'RosterRow'>>
      label={t('board')}
      query={query}
      state={state}
      rowKey={({ group }) => group}
      empty={t('empty')}
      columns={[
        {
          title: t('department'),
          fixed: 'left',
          width: 120,
          render: (_, { group }) => groupName(institution, group),
        },
        ...days.map((day) => ({
          title: showDay(day, i18n.language),
          key: day,
          width: 150,
          render: (_: unknown, { sessions }: Schema<'RosterRow'>) =>
            sessions
              .filter(({ date }) => date === day)
              .map((session) => (
                <SessionCell key={session.id} session={session} onOpen={() => state.keep({ session: session.id })} />
              )),
        })),
      ]}
    />
  );
}
