import { Flex, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { POOLS } from '../../../libs/contracts/codes';
import { isHospital, useHouseOptions } from '../institution/house-options';
import { Choice } from '../list/choice';
import type { ListState } from '../list/list-state';
import type { Measure } from './cells';

const DAYS = ['7', '14', '31'];

interface Props {
  readonly state: ListState;
  readonly from: string;
  readonly measure: Measure;
  readonly view: string;
}

/** Days, pool, measure and form of the picture; kept in the address. */
export function ReserveFilters({ state, from, measure, view }: Props) {
  const { t } = useTranslation(['reserve', 'code']);
  const { houses } = useHouseOptions();
  const choice = <V extends string>(values: readonly V[], label: (value: V) => string) =>
    values.map((value) => ({ value, label: label(value) }));
  return (
    <Flex wrap gap="middle" align="center" style={{ margin: '12px 0' }}>
      <Choice
        label={t('institution')}
        all={t('allHospitals')}
        width={220}
        value={state.get('institution')}
        onChange={(institution) => state.set({ institution })}
        options={houses(isHospital)}
      />
      <label>
        {t('from')} <input type="date" value={from} onChange={({ target }) => state.set({ from: target.value })} />
      </label>
      <Choice
        label={t('days')}
        width={70}
        value={state.get('days') || '14'}
        onChange={(days) => state.set({ days })}
        options={choice(DAYS, (value) => value)}
      />
      <Choice
        label={t('pool')}
        all={t('all')}
        value={state.get('pool')}
        onChange={(pool) => state.set({ pool })}
        options={choice(POOLS, (value) => t(`code:pool.${value}`))}
      />
      <Segmented
        aria-label={t('measure')}
        value={measure}
        onChange={(value) => state.set({ measure: value })}
        options={choice(['usable', 'reserve'] as const, (value) => t(`measures.${value}`))}
      />
      <Segmented
        aria-label={t('view')}
        value={view}
        onChange={(value) => state.set({ view: value })}
        options={choice(['picture', 'table'] as const, (value) => t(`views.${value}`))}
      />
    </Flex>
  );
}
