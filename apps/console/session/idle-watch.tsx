import { useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { stay, watchActivity } from './activity';
import type { Session } from './session';

const WARNING_MILLISECONDS = 60_000;

/** Keeps the session while its user is active, warns a minute before it ends for want of any act, and lets him stay. */
export function IdleWatch({ endsAt }: { readonly endsAt: number }) {
  const { t } = useTranslation('session');
  const queries = useQueryClient();
  const onStay = useCallback(
    (idleSeconds: number) => {
      queries.setQueryData<Session | null>(['session'], (session) => session && { ...session, idleSeconds });
    },
    [queries],
  );
  useEffect(() => watchActivity(onStay), [onStay]);
  const left = useLastMinute(endsAt);
  const remain = () => void stay().then((seconds) => seconds !== undefined && onStay(seconds));
  return (
    <Modal
      open={left !== undefined}
      title={t('idleTitle')}
      closable={false}
      zIndex={2500}
      onCancel={remain}
      footer={
        <Button type="primary" autoFocus onClick={remain}>
          {t('stay')}
        </Button>
      }
    >
      <p role="timer">{t('idle', { seconds: left ?? 0 })}</p>
    </Modal>
  );
}

/** Seconds left within the last minute, else undefined. The door is asked before the warning and at the end: another page may have kept the session. */
function useLastMinute(endsAt: number): number | undefined {
  const queries = useQueryClient();
  const [now, setNow] = useState(Date.now);
  const warns = now >= endsAt - WARNING_MILLISECONDS;
  useEffect(() => {
    const look = () => void queries.invalidateQueries({ queryKey: ['session'] });
    if (!warns) {
      const timer = setTimeout(
        () => {
          setNow(Date.now());
          look();
        },
        endsAt - WARNING_MILLISECONDS - Date.now(),
      );
      return () => clearTimeout(timer);
    }
    const timer = setInterval(() => {
      setNow(Date.now());
      if (Date.now() >= endsAt) look();
    }, 1_000);
    return () => clearInterval(timer);
  }, [endsAt, warns, queries]);
  return warns ? Math.max(0, Math.ceil((endsAt - now) / 1_000)) : undefined;
}
