import { Checkbox, Flex, Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { DIRECTIONS, REFERRAL_STATES, URGENCY_CLASSES } from '../../../libs/contracts/codes';
import { Choices } from '../choice/choices';
import type { ListState } from '../list/list-state';
import { useSession } from '../session/session';
import { InstantInput } from '../time/instant-input';
import { boxFor } from './list-query';

interface Props {
  readonly state: ListState;
}

const WIDE = { minWidth: 140 };

/** What of the referrals is shown. */
export function ListFilters({ state }: Props) {
  const { t } = useTranslation('referral');
  const { roles } = useSession();
  const options = (group: string, codes: readonly string[]) =>
    codes.map((code) => ({ value: code, label: t(`code:${group}.${code}`) }));
  return (
    <Flex wrap gap="small" align="center" role="search">
      <Segmented
        aria-label={t('list.box')}
        value={state.get('box') || boxFor(roles)}
        onChange={(box) => state.set({ box })}
        options={['inbox', 'outbox', 'house'].map((box) => ({ value: box, label: t(`list.boxes.${box}`) }))}
      />
      <Choices
        aria-label={t('list.state')}
        placeholder={t('list.state')}
        allowClear
        maxTagCount={2}
        style={{ minWidth: 200 }}
        value={state.get('state') ? state.get('state').split(',') : []}
        onChange={(states: string[]) => state.set({ state: states.join(',') })}
        options={options(
          'state',
          REFERRAL_STATES.filter((one) => one !== 'draft'),
        )}
      />
      <Select
        aria-label={t('list.direction')}
        placeholder={t('list.direction')}
        allowClear
        style={WIDE}
        value={state.get('direction') || undefined}
        onChange={(direction) => state.set({ direction })}
        options={options('direction', DIRECTIONS)}
      />
      <Select
        aria-label={t('list.urgency')}
        placeholder={t('list.urgency')}
        allowClear
        style={WIDE}
        value={state.get('urgency') || undefined}
        onChange={(urgency) => state.set({ urgency })}
        options={options('urgency', URGENCY_CLASSES)}
      />
      <InstantInput
        addonBefore={t('list.dueBefore')}
        aria-label={t('list.dueBefore')}
        style={{ width: 330 }}
        value={state.get('dueBefore') || undefined}
        onChange={(dueBefore) => state.set({ dueBefore })}
      />
      <Checkbox
        checked={state.get('overdue') === 'true'}
        onChange={({ target }) => state.set({ overdue: target.checked ? 'true' : undefined })}
      >
        {t('list.overdue')}
      </Checkbox>
      <Checkbox
        checked={state.get('open') === 'true'}
        onChange={({ target }) => state.set({ open: target.checked ? 'true' : undefined })}
      >
        {t('list.open')}
      </Checkbox>
      <Checkbox
        checked={state.get('order') === 'due'}
        onChange={({ target }) => state.set({ order: target.checked ? 'due' : undefined })}
      >
        {t('list.byDeadline')}
      </Checkbox>
    </Flex>
  );
}
