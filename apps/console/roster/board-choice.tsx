import { Button, Flex, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ListState } from '../list/list-state';
import { PARTS } from './bar';
import { firstDayOf, POOLS, plusDays, poolOf } from './use-rosters';

const WEEK = 7;

/** Which units and which week; and what the parts of a bar mean. */
export function BoardChoice({ state }: { readonly state: ListState }) {
  const { t } = useTranslation(['roster', 'code']);
  const first = firstDayOf(state);
  return (
    <>
      <Flex gap="small" wrap role="search">
        <Select
          aria-label={t('pool')}
          style={{ width: 140 }}
          value={poolOf(state)}
          onChange={(pool: string) => state.set({ pool })}
          options={POOLS.map((value) => ({ value, label: t(`code:pool.${value}`) }))}
        />
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
      </Flex>
      <div className="roster-legend">
        {PARTS.map((part) => (
          <span key={part}>
            <span className="bar" aria-hidden="true">
              <span className={`bar-${part}`} />
            </span>{' '}
            {t(`partMeans.${part}`)}
          </span>
        ))}
      </div>
    </>
  );
}
