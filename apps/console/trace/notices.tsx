import { useQuery } from '@tanstack/react-query';
import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, read, type Schema } from '../api/client';
import { InstitutionName } from '../institution/institution-name';
import { keptLanguage } from '../language/language';
import { useListState } from '../list/list-state';
import { Pages } from '../list/pages';
import { ProblemAlert } from '../problem/problem-alert';
import { Moment } from '../time/moment';

type Item = Schema<'NoticeTraceItem'>;
const MOST = 50;

/** Which posts were told of a referral, how it reached them, and who took it on: no person and no case. */
export function Notices({ id }: { readonly id: string }) {
  const { t } = useTranslation(['trace', 'code']);
  const state = useListState();
  const language = keptLanguage();
  const notices = useQuery({
    queryKey: ['trace', id, 'notices', state.cursor],
    queryFn: ({ signal }) => {
      const query = { limit: MOST, cursor: state.cursor };
      return read(api.GET('/v1/notice-traces/{id}', { params: { path: { id }, query }, signal }));
    },
  });
  return (
    <section aria-label={t('notices')}>
      <h2>{t('notices')}</h2>
      <p>{t('noticesLead')}</p>
      {notices.isError ? <ProblemAlert error={notices.error} onRetry={() => void notices.refetch()} /> : null}
      <Table<Item>
        size="small"
        rowKey="id"
        loading={notices.isPending}
        dataSource={notices.data?.items ?? []}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: ' ' }}
        columns={[
          { title: t('at'), render: (_, { at }) => <Moment at={at} form="full" /> },
          { title: t('what'), render: (_, { title }) => title[language] },
          {
            title: t('told'),
            render: (_, { post, institution }) => (
              <>
                {institution === '-' ? null : (
                  <>
                    <InstitutionName code={institution} /> ·{' '}
                  </>
                )}
                {t(`posts.${post}`, { defaultValue: post })}
              </>
            ),
          },
          { title: t('ways'), render: (_, item) => <Ways item={item} /> },
          {
            title: t('taken'),
            render: (_, { acknowledged }) =>
              acknowledged ? (
                <>
                  {t(`code:role.${acknowledged.role}`, { defaultValue: acknowledged.role })} ·{' '}
                  <Moment at={acknowledged.at} form="full" />
                </>
              ) : (
                '–'
              ),
          },
        ]}
      />
      <Pages state={state} next={notices.data?.next} />
    </section>
  );
}

/** The app, and beside it each way out of the house with what became of it. */
function Ways({ item: { post, deliveries } }: { readonly item: Item }) {
  const { t } = useTranslation('trace');
  const ways = deliveries.map(({ channel, state }) => `${t(`channels.${channel}`)} ${t(`deliveryStates.${state}`)}`);
  const inApp = post === 'patient' || post === 'contact' ? [] : [t('channels.app')];
  return [...inApp, ...ways].join('; ') || '–';
}
