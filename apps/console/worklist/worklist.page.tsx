import { Button, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import { useListState } from '../list/list-state';
import { ShortcutHelp } from '../shortcut/shortcut-help';
import { useShortcutSwitch } from '../shortcut/use-shortcuts';
import { EmergencyAlerts } from './emergency-alerts';
import { Filters } from './filters';
import { Triage } from './triage';

const KEYS = ['move', 'open', 'accept', 'reject', 'advise', 'return', 'redirect', 'new', 'close', 'help'] as const;

/** What a house must act on, by deadline: chosen, read and decided without a mouse. */
export default function Page() {
  const { t } = useTranslation('worklist');
  const state = useListState();
  const [search] = useSearchParams();
  const [helping, setHelping] = useState(false);
  const [keysOn, turnKeys] = useShortcutSwitch();
  const question = new URLSearchParams(search);
  question.delete('item');
  return (
    <>
      <Flex justify="space-between" align="start" gap="small">
        <h1>{t('title')}</h1>
        <Button onClick={() => setHelping(true)}>{t('help')}</Button>
      </Flex>
      <EmergencyAlerts />
      <Filters state={state} />
      <Triage key={question.toString()} state={state} keysOn={keysOn && !helping} onHelp={() => setHelping(true)} />
      <ShortcutHelp
        open={helping}
        onClose={() => setHelping(false)}
        on={keysOn}
        onTurn={turnKeys}
        keys={KEYS.map((key) => [t(`keys.${key}.key`), t(`keys.${key}.means`)])}
      />
    </>
  );
}
