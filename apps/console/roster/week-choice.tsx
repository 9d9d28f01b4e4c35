import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ListState } from '../list/list-state';
import { plusDays } from '../time/day';
import { firstDayOf } from './use-rosters';

const WEEK = 7;

/** The week that a board shows, from any day on; kept in the address. */
export function WeekChoice({ state }: { readonly state: ListState }) {
  const { t } = useTranslation('roster');
  const first = firstDayOf(state);
  return (
    <>
      <Button onClick={() => state.set({ from: plusDays(first, -WEEK) })}>{t('weekBack')}</Button>
      <Input
        type="date"
        aria-label={t('firstDay')}
        style={{ width: 160 }}
        value={first}
        onChange={({ target }) => state.set({ from: target.value || undefined })}
      />
      <Button onClick={() => state.set({ from: plusDays(first, WEEK) })}>{t('weekOn')}</Button>
      <Button onClick={() => state.set({ from: undefined })}>{t('thisWeek')}</Button>
    </>
  );
}
