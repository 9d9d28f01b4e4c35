import { useEffect } from 'react';
import { api, read } from '../api/client';
import { learnCountyTime } from '../time/county-time';
import { useAsked } from './ask';
import { EmergencyLink } from './emergency-link';
import { RefForm } from './form/form.screen';
import { Inbox } from './inbox.screen';
import { Refused } from './notice';
import { useDelivery } from './outbox/delivery';
import { Outbox } from './outbox/outbox.screen';
import { Patients } from './patients.screen';
import { Mine } from './referral/mine.screen';
import { One } from './referral/one.screen';
import { Go, useRoute } from './route';
import { useSpeech } from './speech';
import { Top } from './top';
import { askWho, ownerOf, type Session, signInAddress, type Who } from './who';

/** The light mode: who is here, what waits in the outbox, and one screen at a time. */
export function Light() {
  const { t } = useSpeech();
  const who = useAsked<Who>('who', askWho);
  useEffect(() => {
    addEventListener('online', who.ask);
    return () => removeEventListener('online', who.ask);
  }, [who.ask]);
  const session = who.data?.session;
  if (session) return <Signed session={session} confirmed={who.data!.confirmed} onSignedOut={who.ask} />;
  return (
    <main className="door" tabIndex={-1}>
      <h1>{t('title')}</h1>
      {who.pending ? <p role="status">{t('loading')}</p> : null}
      <Refused problem={who.problem} onRetry={who.ask} />
      {who.data && !who.data.confirmed ? <p role="status">{t('offlineLocked')}</p> : null}
      {who.data ? (
        <a className="button primary" href={signInAddress()}>
          {t('signIn')}
        </a>
      ) : null}
    </main>
  );
}

interface Props {
  readonly session: Session;
  readonly confirmed: boolean;
  readonly onSignedOut: () => void;
}

function Signed({ session, confirmed, onSignedOut }: Props) {
  const { t } = useSpeech();
  const owner = ownerOf(session);
  const delivery = useDelivery(session, owner, onSignedOut);
  useAsked(`clock ${confirmed}`, async () => {
    const asked = Date.now();
    learnCountyTime((await read(api.GET('/v1/clock'))).now, asked);
  });
  const { path } = useRoute();
  const tabs = [
    ['/', 'patients'],
    ['/referrals', 'mine'],
    ['/inbox', 'inbox'],
    ['/outbox', 'outbox'],
  ] as const;
  const at = `/${path.split('/')[1] ?? ''}`;
  return (
    <>
      <Top session={session} unsent={delivery.unsent} />
      <p className={delivery.online ? 'line' : 'line off'} role="status">
        {t(delivery.online ? 'online' : 'offline')}
        {delivery.waiting > 0 ? ` · ${t('waiting', { count: delivery.waiting })}` : ''}
        {delivery.refused > 0 ? ` · ${t('refusedCount', { count: delivery.refused })}` : ''}
      </p>
      <nav aria-label={t('menu')}>
        {tabs.map(([to, name]) => (
          <Go key={to} to={to} current={at === to}>
            {t(`tabs.${name}`)}
          </Go>
        ))}
      </nav>
      <main id="screen" tabIndex={-1}>
        <Screen session={session} owner={owner} />
      </main>
      <EmergencyLink path={path} />
    </>
  );
}

function Screen({ session, owner }: { readonly session: Session; readonly owner: string }) {
  const { path, query } = useRoute();
  const [, noun, id] = path.split('/');
  if (noun === 'form') return <RefForm key={`${path}?${query}`} owner={owner} id={id} />;
  if (noun === 'referrals') return id ? <One key={id} owner={owner} id={id} /> : <Mine owner={owner} />;
  if (noun === 'inbox') return <Inbox />;
  if (noun === 'outbox') return <Outbox session={session} owner={owner} />;
  return <Patients owner={owner} />;
}
