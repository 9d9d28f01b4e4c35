import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '../act/act';
import { putOff } from './notices';
import { snoozeTimes } from './snooze-times';

/** Puts a notice off for the reader alone; it comes back by itself. */
export function SnoozeMenu({ id, onError }: { readonly id: string; readonly onError: (error: unknown) => void }) {
  const { t } = useTranslation('inbox');
  const snooze = useAct((until: string, key: string) => putOff(id, until, key));
  const items = snoozeTimes(new Date()).map(({ name, until }) => ({ key: until, label: t(`snooze.${name}`) }));
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items, onClick: ({ key }) => snooze.mutate(key, { onError }) }}
      disabled={snooze.isPending}
    >
      <Button size="small">{t('snooze.name')}</Button>
    </Dropdown>
  );
}
