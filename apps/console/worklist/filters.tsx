import { Checkbox, Flex, Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { DIRECTIONS, REFERRAL_STATES, TERMINAL_STATES, URGENCY_CLASSES } from '../../../libs/contracts/codes';
import { useHouseOptions } from '../institution/house-options';
import type { ListState } from '../list/list-state';
import { useSession } from '../session/session';
import { SCOPES, scopeOf } from './use-worklist';

/** Nothing that has ended, and nothing that was not sent, waits on a worklist. */
const STATES = REFERRAL_STATES.filter((state) => state !== 'draft' && !TERMINAL_STATES.includes(state));

/** Narrows a worklist; what is chosen stands in the address. */
export function Filters({ state }: { readonly state: ListState }) {
  const { t } = useTranslation(['worklist', 'code']);
  const { institution } = useSession();
  const { departments } = useHouseOptions();
  const choice = (name: string, options: { value: string; label: string }[]) => (
    <Select
      key={name}
      allowClear
      aria-label={t(`filter.${name}`)}
      placeholder={t(`filter.${name}`)}
      style={{ width: 140 }}
      value={state.get(name) || undefined}
      onChange={(value: string | undefined) => state.set({ [name]: value })}
      options={options}
    />
  );
  const coded = (values: readonly string[], noun: string) =>
    values.map((value) => ({ value, label: t(`code:${noun}.${value}`) }));
  return (
    <Flex wrap gap="small" align="center" role="search" aria-label={t('filter.label')}>
      <Segmented
        aria-label={t('filter.show')}
        value={scopeOf(state)}
        onChange={(value) => state.set({ show: value === 'decide' ? undefined : value, state: undefined })}
        options={SCOPES.map((value) => ({ value, label: t(`show.${value}`) }))}
      />
      {choice('state', coded(STATES, 'state'))}
      {choice('direction', coded(DIRECTIONS, 'direction'))}
      {choice('urgency', coded(URGENCY_CLASSES, 'urgency'))}
      {choice('department', departments(institution))}
      <Checkbox
        checked={state.get('overdue') === '1'}
        onChange={({ target }) => state.set({ overdue: target.checked ? '1' : undefined })}
      >
        {t('filter.overdue')}
      </Checkbox>
    </Flex>
  );
}
