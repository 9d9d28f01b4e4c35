import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '../act/act';
import { ProblemAlert } from '../problem/problem-alert';
import { countyNow } from '../time/clock';
import { putOff } from './notices';
import { snoozeTimes } from './snooze-times';

/** Puts a notice off for the reader alone; it comes back by itself. */
export function SnoozeMenu({ id }: { readonly id: string }) {
  const { t } = useTranslation('inbox');
  const snooze = useAct((until: string, key: string) => putOff(id, until, key));
  const items = snoozeTimes(new Date(countyNow())).map(({ name, until }) => ({
    key: until,
    label: t(`snooze.${name}`),
  }));
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{ items, onClick: ({ key }) => snooze.mutate(key) }}
        disabled={snooze.isPending}
      >
        <Button size="small">{t('snooze.name')}</Button>
      </Dropdown>
      {snooze.isError ? <ProblemAlert error={snooze.error} /> : null}
    </>
  );
}
