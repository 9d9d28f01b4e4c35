import { useQuery } from '@tanstack/react-query';
import { Button, Card, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { useAct } from '../act/act';
import { api, read, type Schema, writeHeaders } from '../api/client';
import { useExamName } from '../institution/exam-name';
import { InstitutionName } from '../institution/institution-name';
import { ProblemAlert } from '../problem/problem-alert';
import { Moment } from '../time/moment';
import { SubscriptionForm } from './subscription-form';

/** What the doctor wants to hear of; what ended stays in the list and says why. */
export function Subscriptions() {
  const { t } = useTranslation('slot');
  const list = useQuery({
    queryKey: ['notices', 'slot-subscriptions'],
    queryFn: ({ signal }) => read(api.GET('/v1/slot-subscriptions', { params: { query: { limit: 100 } }, signal })),
  });
  return (
    <Card size="small" title={<h2 className="part-name">{t('subscriptions')}</h2>}>
      <SubscriptionForm />
      {list.isError ? <ProblemAlert error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.data?.items.length === 0 ? <p className="quiet">{t('noSubscriptions')}</p> : null}
      <ul className="waiting" aria-label={t('subscriptions')}>
        {list.data?.items.map((one) => (
          <li key={one.id}>
            <Subscription one={one} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Subscription({ one }: { readonly one: Schema<'SlotSubscription'> }) {
  const { t } = useTranslation(['slot', 'code']);
  const { id, institution, pool, department, doctorId, examItem, referralId, news, validUntil, endedAt, endReason } =
    one;
  const examName = useExamName();
  const end = useAct((_: undefined, key: string) =>
    read(
      api.POST('/v1/slot-subscriptions/{id}/cancellations', {
        params: { path: { id }, header: writeHeaders(key) },
        body: {},
      }),
    ),
  );
  return (
    <>
      <span className="waiting-what">
        {institution ? <InstitutionName code={institution} deptCode={department} /> : t('anyHospital')}
        {!institution && department ? <span>{department}</span> : null}
        {pool ? <Tag>{t(`code:pool.${pool}`)}</Tag> : null}
        {doctorId ? <Tag>{doctorId}</Tag> : null}
        {examItem ? <Tag>{examName(examItem)}</Tag> : null}
        {referralId ? <Link to={`/referrals/${referralId}`}>{t('forPatient')}</Link> : null}
        {news.map((kind) => (
          <Tag key={kind} color="blue">
            {t(`news.${kind}`)}
          </Tag>
        ))}
      </span>
      {endedAt ? (
        <span className="waiting-due">
          {t('ended')} <Moment at={endedAt} /> {t(`endReason.${endReason}`, { defaultValue: endReason })}
        </span>
      ) : (
        <>
          <span className="waiting-due">
            {t('until')} <Moment at={validUntil} />
          </span>
          <Button size="small" loading={end.isPending} onClick={() => end.mutate(undefined)}>
            {t('cancel')}
          </Button>
        </>
      )}
      {end.isError ? <ProblemAlert error={end.error} /> : null}
    </>
  );
}
