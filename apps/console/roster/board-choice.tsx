import { Flex, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { POOLS } from '../../../libs/contracts/codes';
import type { ListState } from '../list/list-state';
import { PARTS } from './bar';
import { poolOf } from './use-rosters';
import { WeekChoice } from './week-choice';

/** Which units and which week; and what the parts of a bar mean. */
export function BoardChoice({ state }: { readonly state: ListState }) {
  const { t } = useTranslation(['roster', 'code']);
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
        <WeekChoice state={state} />
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
