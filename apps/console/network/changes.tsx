import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, read, type Schema } from '../api/client';
import { useListState } from '../list/list-state';
import { Listing } from '../list/listing';
import { Moment } from '../time/moment';

/** Who changed what in the network, newest first. */
export function Changes() {
  const { t } = useTranslation('network');
  const state = useListState();
  const query = useQuery({
    queryKey: ['network', 'changes', state.cursor],
    queryFn: ({ signal }) =>
      read(
        api.GET('/v1/network/changes', {
          params: { query: { limit: 20, cursor: state.cursor } },
          signal,
        }),
      ),
  });
  return (
    <>
      <h2>{t('changes')}</h2>
      <Listing<Schema<'NetworkChangeView'>>
        label={t('changes')}
        query={query}
        state={state}
        rowKey={(change) => `${change.at}${change.kind}${JSON.stringify(change.after ?? change.before)}`}
        empty={t('noChanges')}
        columns={[
          { title: t('time'), dataIndex: 'at', render: (at: string) => <Moment at={at} form="full" /> },
          { title: t('kind'), dataIndex: 'kind' },
          { title: t('action'), dataIndex: 'action', render: (action: string) => t(`actions.${action}`) },
          { title: t('account'), dataIndex: 'account' },
          {
            title: t('content'),
            render: (_, change) => <code>{JSON.stringify(change.after ?? change.before).slice(0, 160)}</code>,
          },
        ]}
      />
    </>
  );
}
