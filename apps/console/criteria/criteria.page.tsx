import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, read, type Schema } from '../api/client';
import { useListState } from '../list/list-state';
import { Listing } from '../list/listing';
import { Moment } from '../time/moment';
import { CriteriaSet } from './criteria-set';

type Listed = Schema<'CriteriaSetView'>;
const COLOURS: Partial<Record<Listed['state'], string>> = { 'in-force': 'green', planned: 'blue', sample: 'orange' };

/** Sets of referral criteria: what decides now, what is drafted, and what a set would have said of past cases. */
export default function Page() {
  const { t } = useTranslation('criteria');
  const state = useListState();
  const chosen = state.get('set');
  const query = { limit: 20, cursor: state.cursor };
  const list = useQuery({
    queryKey: ['criteria', 'sets', query],
    queryFn: ({ signal }) => read(api.GET('/v1/criteria-sets', { params: { query }, signal })),
  });
  return (
    <>
      <h1>{t('title')}</h1>
      <p>{t('means')}</p>
      <Listing<Listed>
        label={t('title')}
        query={list}
        state={state}
        rowKey={({ id }) => id}
        empty={t('none')}
        columns={[
          { title: t('name'), render: (_, { name }) => name },
          { title: t('state'), render: (_, one) => <Tag color={COLOURS[one.state]}>{t(`states.${one.state}`)}</Tag> },
          {
            title: t('valid'),
            render: (_, { validFrom, validTo }) => (validFrom ? `${validFrom} – ${validTo ?? ''}` : '–'),
          },
          { title: t('createdBy'), render: (_, { createdBy }) => createdBy },
          { title: t('createdAt'), render: (_, { createdAt }) => <Moment at={createdAt} /> },
          {
            title: t('rows'),
            render: (_, { id }) => <Button onClick={() => state.keep({ set: id })}>{t('open')}</Button>,
          },
        ]}
      />
      {chosen ? <CriteriaSet key={chosen} id={chosen} /> : null}
    </>
  );
}
