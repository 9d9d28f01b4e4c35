import { api, newKey, read, writeHeaders } from '../api/client';
import { showTime } from '../time/time';
import { useLive } from './ask';
import { Loading, Refused } from './notice';
import { Go, go, useRoute } from './route';
import { useSpeech } from './speech';

/** What was told to me, newest first; opening one marks it read. */
export function Inbox() {
  const { t, language } = useSpeech();
  const { query } = useRoute();
  const cursor = query.get('after') ?? undefined;
  const list = useLive(`inbox ${cursor}`, () =>
    read(api.GET('/v1/notices', { params: { query: { limit: 20, ...(cursor && { cursor }) } } })),
  );
  const note = (id: string) => {
    const params = { path: { id }, header: writeHeaders(newKey()) };
    read(api.POST('/v1/notices/{id}/reads', { params, body: {} })).then(list.ask, list.ask);
  };
  return (
    <>
      <h1>{t('tabs.inbox')}</h1>
      {list.data ? <p role="status">{t('unread', { count: list.data.unread })}</p> : null}
      {list.pending && !list.data ? <Loading /> : null}
      <button type="button" onClick={list.ask}>
        {t('refresh')}
      </button>
      <Refused problem={list.problem} onRetry={list.ask} />
      {list.data?.items.length === 0 ? <p>{t('noNotices')}</p> : null}
      <ul className="cards">
        {list.data?.items.map((item) => (
          <li key={item.id} className={item.urgency}>
            <p>
              <b>{item.title[language]}</b> {item.readAt ? '' : `· ${t('new')}`}
            </p>
            <p>{item.text[language]}</p>
            <small>{showTime(item.occurredAt, 'moment', language)}</small>
            <div className="actions">
              {item.referralId ? (
                <Go to={`/referrals/${item.referralId}`} className="button">
                  {t('open')}
                </Go>
              ) : null}
              {item.readAt ? null : (
                <button type="button" onClick={() => note(item.id)}>
                  {t('markRead')}
                </button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {list.data?.next ? (
        <button type="button" onClick={() => go(`/inbox?after=${encodeURIComponent(list.data!.next!)}`)}>
          {t('older')}
        </button>
      ) : null}
    </>
  );
}
