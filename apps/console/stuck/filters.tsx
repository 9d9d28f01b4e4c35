import { Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { DIRECTIONS, URGENCY_CLASSES } from '../../../libs/contracts/codes';
import { Choice } from '../list/choice';
import type { ListState } from '../list/list-state';

const RUNGS = ['L0', 'L1', 'L2', 'L3', 'L4', 'L5'];

/** From which rung on, which direction and class; kept in the address. */
export function StuckFilters({ state }: { readonly state: ListState }) {
  const { t } = useTranslation(['stuck', 'code']);
  return (
    <Flex wrap gap="middle" style={{ marginBottom: 12 }}>
      <Choice
        label={t('from')}
        width={190}
        value={state.get('from') || 'L1'}
        onChange={(from) => state.set({ from })}
        options={RUNGS.map((value) => ({ value, label: t(`rungs.${value}`) }))}
      />
      <Choice
        label={t('direction')}
        all={t('all')}
        value={state.get('direction')}
        onChange={(direction) => state.set({ direction })}
        options={DIRECTIONS.map((value) => ({ value, label: t(`code:direction.${value}`) }))}
      />
      <Choice
        label={t('urgency')}
        all={t('all')}
        value={state.get('urgencyClass')}
        onChange={(urgencyClass) => state.set({ urgencyClass })}
        options={URGENCY_CLASSES.map((value) => ({ value, label: t(`code:urgency.${value}`) }))}
      />
    </Flex>
  );
}
