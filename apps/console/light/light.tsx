import { useEffect, useState } from 'react';
import { api, read } from '../api/client';
import { listens } from '../live/listeners';
import { watchActivity } from '../session/activity';
import { onSessionNews } from '../session/ended';
import { postsToChoose } from '../session/posts';
import { learnCountyTime } from '../time/county-time';
import { useAsked } from './ask';
import { EmergencyLink } from './emergency-link';
import { FormScreen, NewForm } from './form/form.screen';
import { Inbox } from './inbox.screen';
import { keepTables } from './lists';
import { useNews } from './news';
import { Loading, Refused } from './notice';
import { useDelivery } from './outbox/delivery';
import { Outbox } from './outbox/outbox.screen';
import { Patients } from './patients.screen';
import { Posts } from './posts';
import { Mine } from './referral/mine.screen';
import { One } from './referral/one.screen';
import { Go, useRoute } from './route';
import { useSpeech } from './speech';
import { Top } from './top';
import { askWho, knowsPatients, ownerOf, type Session, signInAddress, type Who } from './who';

/** The light mode: who is here, what waits in the outbox, and one screen at a time. */
export function Light() {
  const { t } = useSpeech();
  const who = useAsked<Who>('who', askWho);
  useEffect(() => {
    const stop = onSessionNews(who.ask);
    addEventListener('online', who.ask);
    return () => {
      stop();
      removeEventListener('online', who.ask);
    };
  }, [who.ask]);
  const session = who.data?.session;
  const [wasHere, setWasHere] = useState(false);
  if (session && !wasHere) setWasHere(true);
  if (session) return <Signed session={session} confirmed={who.data!.confirmed} onSignedOut={who.ask} />;
  const posts = postsToChoose(who.problem);
  return (
    <main className="door" tabIndex={-1}>
      <h1>{t('title')}</h1>
      {who.pending ? <Loading /> : null}
      {posts ? <Posts posts={posts} onChosen={who.ask} /> : <Refused problem={who.problem} onRetry={who.ask} />}
      {who.data && !who.data.confirmed ? <p role="status">{t('offlineLocked')}</p> : null}
      {who.data?.confirmed && wasHere ? <p role="status">{t('ended')}</p> : null}
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
  const line = useNews(session);
  const delivery = useDelivery({ session, owner, line, onSignedOut });
  useEffect(() => watchActivity(() => undefined), []);
  useAsked(`tables ${confirmed}`, keepTables);
  useAsked(`clock ${confirmed}`, async () => learnCountyTime((await read(api.GET('/v1/clock'))).now));
  const { path } = useRoute();
  const tabs = tabsOf(session);
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

/** Who knows no patients beforehand, as an ambulance, begins with what was sent; who is told nothing has no inbox. */
function tabsOf(session: Session): readonly (readonly [to: string, name: string])[] {
  return [
    ...(knowsPatients(session) ? [['/', 'patients'] as const] : []),
    ['/referrals', 'mine'],
    ...(listens(session.roles) ? [['/inbox', 'inbox'] as const] : []),
    ['/outbox', 'outbox'],
  ];
}

function Screen({ session, owner }: { readonly session: Session; readonly owner: string }) {
  const { path, query } = useRoute();
  const [, noun, id] = path.split('/');
  if (noun === 'form') return id ? <FormScreen key={id} owner={owner} id={id} /> : <NewForm key={String(query)} />;
  if (noun === 'referrals') return id ? <One key={id} owner={owner} id={id} /> : <Mine owner={owner} />;
  if (noun === 'inbox') return <Inbox />;
  if (noun === 'outbox') return <Outbox session={session} owner={owner} />;
  return knowsPatients(session) ? <Patients owner={owner} /> : <Mine owner={owner} />;
}
