import { useQuery } from '@tanstack/react-query';
import { Button, Flex, Popconfirm, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { useAct } from '../act/act';
import { api, read, type Schema, writeHeaders } from '../api/client';
import { ProblemAlert } from '../problem/problem-alert';
import { Deadline } from '../time/deadline';
import { Moment } from '../time/moment';

/** Forms that wait to be sent, of one patient or all of mine: each can be opened again or deleted. */
export function Drafts({ patientId, except }: { readonly patientId?: string; readonly except?: string }) {
  const { t } = useTranslation('refer');
  const query = useQuery({
    queryKey: ['drafts', 'all'],
    queryFn: ({ signal }) => read(api.GET('/v1/referral-drafts', { params: { query: { limit: 100 } }, signal })),
  });
  if (query.isError && !query.data) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  const drafts = (query.data?.items ?? []).filter(
    (one) => (patientId === undefined || one.patientId === patientId) && one.id !== except,
  );
  if (drafts.length === 0) return patientId === undefined ? <p className="quiet">{t('noDrafts')}</p> : null;
  return (
    <section aria-label={t('drafts')}>
      <h2 style={{ fontSize: 16 }}>{t('drafts')}</h2>
      <ul className="plain">
        {drafts.map((draft) => (
          <li key={draft.id}>
            <OneDraft draft={draft} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OneDraft({ draft }: { readonly draft: Schema<'DraftView'> }) {
  const { t } = useTranslation('refer');
  const discard = useAct((_: undefined, key) => {
    const params = { header: writeHeaders(key, draft.version), path: { id: draft.id } };
    return read(api.DELETE('/v1/referral-drafts/{id}', { params, body: {} }));
  });
  return (
    <Flex gap="small" align="center" wrap>
      <Link to={`/patients/${draft.patientId}/refer?draft=${draft.id}`}>
        {t('draftOf')} <Moment at={draft.updatedAt} />
      </Link>
      {draft.hold ? <Tag color="green">{t('heldHere')}</Tag> : null}
      <span>
        {t('droppedAt')} <Deadline at={draft.dueAt} />
      </span>
      <Popconfirm title={t('discardAsk')} okText={t('discard')} onConfirm={() => discard.mutate(undefined)}>
        <Button size="small" danger>
          {t('discard')}
        </Button>
      </Popconfirm>
      {discard.isError ? <ProblemAlert error={discard.error} /> : null}
    </Flex>
  );
}
