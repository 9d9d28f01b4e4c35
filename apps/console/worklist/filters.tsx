import { Checkbox, Flex, Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { REFERRAL_STATES, TERMINAL_STATES } from '../../../libs/contracts/codes';
import { useDirectory, useNames } from '../institution/directory';
import type { ListState } from '../list/list-state';
import { useSession } from '../session/session';
import { SCOPES, scopeOf } from './use-worklist';

/** Nothing that has ended, and nothing that was not sent, waits on a worklist. */
const STATES = REFERRAL_STATES.filter((state) => state !== 'draft' && !TERMINAL_STATES.includes(state));

/** Narrows a worklist; what is chosen stands in the address. */
export function Filters({ state }: { readonly state: ListState }) {
  const { t } = useTranslation(['worklist', 'code']);
  const { institution } = useSession();
  const { data: directory } = useDirectory();
  const names = useNames();
  const departments = directory?.get(institution)?.departments ?? [];
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
      {choice('direction', coded(['up', 'down', 'lateral'], 'direction'))}
      {choice('urgency', coded(['U1', 'U2', 'U3', 'U4'], 'urgency'))}
      {choice(
        'department',
        departments.map(({ deptCode }) => ({ value: deptCode, label: names.department(institution, deptCode) })),
      )}
      <Checkbox
        checked={state.get('overdue') === '1'}
        onChange={({ target }) => state.set({ overdue: target.checked ? '1' : undefined })}
      >
        {t('filter.overdue')}
      </Checkbox>
    </Flex>
  );
}
