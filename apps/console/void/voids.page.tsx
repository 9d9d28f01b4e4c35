import { useQuery } from '@tanstack/react-query';
import { Button, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, read, type Schema } from '../api/client';
import { InstitutionName } from '../institution/institution-name';
import { useListState } from '../list/list-state';
import { Listing } from '../list/listing';
import { useOwnerColumns } from '../referral/owner-columns';
import { useSession } from '../session/session';
import { Moment } from '../time/moment';
import { AnswerDialog } from './answer-dialog';

type Request = Schema<'VoidView'>;

/** Referrals that somebody asks to void, the nearest deadline first; the consortium's office answers. */
export default function Page() {
  const { t } = useTranslation(['void', 'code']);
  const { roles } = useSession();
  const state = useListState();
  const [answering, setAnswering] = useState<{ request: Request; agreed: boolean }>();
  const query = { limit: 30, cursor: state.cursor };
  const list = useQuery({
    queryKey: ['referrals', 'voids', query],
    queryFn: ({ signal }) => read(api.GET('/v1/void-requests', { params: { query }, signal })),
  });
  const ownerColumns = useOwnerColumns<Request>();
  const answers = roles.includes('consortium-office');
  return (
    <>
      <h1>{t('title')}</h1>
      <Listing<Request>
        label={t('title')}
        query={list}
        state={state}
        rowKey={({ referralId }) => referralId}
        empty={t('none')}
        columns={[
          {
            title: t('number'),
            render: (_, { referralId, referralNo }) => (
              <Link to={`/${answers ? 'traces' : 'referrals'}/${referralId}`}>{referralNo}</Link>
            ),
          },
          { title: t('from'), render: (_, { from }) => <InstitutionName code={from} /> },
          { title: t('to'), render: (_, { to }) => <InstitutionName code={to} /> },
          { title: t('state'), render: (_, one) => t(`code:state.${one.state}`, { defaultValue: one.state }) },
          {
            title: t('asked'),
            render: (_, { requestedBy, requestedAt }) => (
              <>
                {requestedBy ? <InstitutionName code={requestedBy} /> : null} <Moment at={requestedAt} />
              </>
            ),
          },
          ...ownerColumns,
          {
            title: t('answer'),
            render: (_, request) =>
              !answers ? (
                t('byTheOffice')
              ) : (
                <Flex gap="small">
                  {[true, false].map((agreed) => (
                    <Button
                      key={String(agreed)}
                      size="small"
                      danger={agreed}
                      onClick={() => setAnswering({ request, agreed })}
                    >
                      {t(agreed ? 'agree' : 'refuse')}
                    </Button>
                  ))}
                </Flex>
              ),
          },
        ]}
      />
      {answering ? <AnswerDialog {...answering} onClose={() => setAnswering(undefined)} /> : null}
    </>
  );
}
