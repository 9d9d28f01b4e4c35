import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '../act/act';
import { api, read } from '../api/client';
import { ProblemAlert } from '../problem/problem-alert';
import { canBeTold, ownSubscription, subscribe, unsubscribe } from './subscription';

/** Whether this browser is told while the page is closed, and the switch for it. Each browser is asked on its own. */
export function ThisBrowser() {
  const { t } = useTranslation('push');
  const offer = useQuery({
    queryKey: ['push-subscriptions', 'offer'],
    queryFn: ({ signal }) => read(api.GET('/v1/push-subscriptions', { signal })),
  });
  const own = useQuery({ queryKey: ['push-subscriptions', 'own'], queryFn: ownSubscription, enabled: canBeTold() });
  const turn = useAct((on: boolean, key) =>
    on || !own.data ? subscribe(offer.data?.publicKey ?? '', key) : unsubscribe(own.data, key),
  );
  if (offer.isPending) return null;
  const hindered = hindrance(offer.data?.publicKey);
  return (
    <section aria-labelledby="this-browser">
      <Typography.Title level={2} id="this-browser" style={{ fontSize: 16 }}>
        {t('name')}
      </Typography.Title>
      {offer.isError ? <ProblemAlert error={offer.error} onRetry={() => void offer.refetch()} /> : null}
      {offer.data && hindered ? <p>{t(hindered)}</p> : null}
      {offer.data && !hindered && !own.isPending ? (
        <>
          <p role="status">{t(own.data ? 'on' : 'off')}</p>
          <Button
            loading={turn.isPending}
            onClick={() => turn.mutate(!own.data, { onSuccess: () => void own.refetch() })}
          >
            {t(own.data ? 'turnOff' : 'turnOn')}
          </Button>
        </>
      ) : null}
      <Failure error={turn.error} />
    </section>
  );
}

function hindrance(publicKey: string | undefined): 'notOffered' | 'cannot' | 'denied' | undefined {
  if (!publicKey) return 'notOffered';
  if (!canBeTold()) return 'cannot';
  return Notification.permission === 'denied' ? 'denied' : undefined;
}

/** What the browser refuses is no problem of Fenji's. */
function Failure({ error }: { readonly error: unknown }) {
  const { t } = useTranslation('push');
  if (!error) return null;
  if (!(error instanceof DOMException)) return <ProblemAlert error={error} />;
  return <Alert type="error" showIcon title={t(error.name === 'NotAllowedError' ? 'denied' : 'unreachable')} />;
}
