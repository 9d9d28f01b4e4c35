import { Checkbox, Flex, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { DIRECTIONS, REFERRAL_STATES, URGENCY_CLASSES } from '../../../libs/contracts/codes';
import { useHouseOptions } from '../institution/house-options';
import { Choice } from '../list/choice';
import type { ListState } from '../list/list-state';

const CHOICES = {
  direction: DIRECTIONS,
  urgencyClass: URGENCY_CLASSES,
  state: REFERRAL_STATES.filter((state) => state !== 'draft'),
};
const NAMED = { direction: 'direction', urgencyClass: 'urgency', state: 'state' } as const;

/** Number, institution, day, state; kept in the address. */
export function TraceFilters({ state }: { readonly state: ListState }) {
  const { t } = useTranslation(['trace', 'code']);
  const { houses } = useHouseOptions();
  return (
    <Flex wrap gap="middle" align="center" style={{ marginBottom: 12 }}>
      <span>
        <label htmlFor="find">{t('find')}</label>{' '}
        <Input.Search
          id="find"
          key={state.get('find')}
          allowClear
          defaultValue={state.get('find')}
          placeholder={t('findHint')}
          style={{ width: 260 }}
          onSearch={(find) => state.set({ find: find.trim() })}
        />
      </span>
      <Choice
        label={t('institution')}
        all={t('all')}
        width={220}
        value={state.get('institution')}
        onChange={(institution) => state.set({ institution })}
        options={houses()}
      />
      {(['state', 'direction', 'urgencyClass'] as const).map((name) => (
        <Choice
          key={name}
          label={t(NAMED[name])}
          all={t('all')}
          value={state.get(name)}
          onChange={(value) => state.set({ [name]: value })}
          options={CHOICES[name].map((value) => ({ value, label: t(`code:${NAMED[name]}.${value}`) }))}
        />
      ))}
      {(['from', 'to'] as const).map((name) => (
        <label key={name}>
          {t(name)}{' '}
          <input type="date" value={state.get(name)} onChange={({ target }) => state.set({ [name]: target.value })} />
        </label>
      ))}
      {(['open', 'overdue'] as const).map((name) => (
        <Checkbox
          key={name}
          checked={state.get(name) === 'true'}
          onChange={({ target }) => state.set({ [name]: target.checked ? 'true' : '' })}
        >
          {t(`${name}Only`)}
        </Checkbox>
      ))}
    </Flex>
  );
}
