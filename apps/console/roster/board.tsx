import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';
import { useNames } from '../institution/directory';
import type { ListState } from '../list/list-state';
import { Listing } from '../list/listing';
import { useSession } from '../session/session';
import { showDay } from './day';
import { SessionCell } from './session-cell';
import { firstDayOf, useRosters, weekFrom } from './use-rosters';

/** A line for each department, a column for each day, a bar for each session. */
export function Board({ state }: { readonly state: ListState }) {
  const { t, i18n } = useTranslation('roster');
  const { institution } = useSession();
  const names = useNames();
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
          render: (_, { group }) => names.department(institution, group),
        },
        ...days.map((day) => ({
          title: showDay(day, i18n.language),
          key: day,
          width: 150,
          render: (_: unknown, { sessions }: Schema<'RosterRow'>) =>
            sessions
              .filter(({ date }) => date === day)
              .map((session) => (
                <SessionCell key={session.id} session={session} onOpen={() => state.set({ session: session.id })} />
              )),
        })),
      ]}
    />
  );
}
