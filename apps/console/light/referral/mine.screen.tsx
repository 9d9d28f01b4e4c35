import { api, read } from '../../api/client';
import { useAsked, useLive } from '../ask';
import { patientOf } from '../lists';
import { Loading, Refused } from '../notice';
import { PersonName } from '../patients.screen';
import { Go, go, useRoute } from '../route';
import { useSpeech } from '../speech';
import { Due } from './due';

/** What I sent, newest first: state, who has it now and until when. */
export function Mine({ owner }: { readonly owner: string }) {
  const { t } = useSpeech();
  const { query } = useRoute();
  const cursor = query.get('after') ?? undefined;
  const list = useLive(`mine ${cursor}`, () =>
    read(api.GET('/v1/referrals', { params: { query: { box: 'outbox', limit: 20, ...(cursor && { cursor }) } } })),
  );
  return (
    <>
      <h1>{t('tabs.mine')}</h1>
      <button type="button" onClick={list.ask}>
        {t('refresh')}
      </button>
      <Refused problem={list.problem} onRetry={list.ask} />
      {list.pending && !list.data ? <Loading /> : null}
      {list.data?.items.length === 0 ? <p>{t('noReferrals')}</p> : null}
      <ul className="cards">
        {list.data?.items.map((item) => (
          <li key={item.id}>
            <p>
              <b>{t(`code.state.${item.state}`)}</b> · {t(`code.urgency.${item.urgencyClass}`)}
            </p>
            <Patient owner={owner} id={item.patientId} />
            <Due owner={item.owner} dueAt={item.dueAt} />
            <Go to={`/referrals/${item.id}`} className="button">
              {item.referralNo}
            </Go>
          </li>
        ))}
      </ul>
      {list.data?.next ? (
        <button type="button" onClick={() => go(`/referrals?after=${encodeURIComponent(list.data!.next!)}`)}>
          {t('older')}
        </button>
      ) : null}
    </>
  );
}

function Patient({ owner, id }: { readonly owner: string; readonly id: string }) {
  const patient = useAsked(`patient ${id}`, () => patientOf(owner, id));
  return patient.data ? (
    <p>
      <PersonName patient={patient.data} />
    </p>
  ) : null;
}
