import { useQuery } from '@tanstack/react-query';
import { Button, Flex, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, read, type Schema } from '../api/client';
import { InstitutionName } from '../institution/institution-name';
import { textIn } from '../language/in-language';
import { Choice } from '../list/choice';
import { useListState } from '../list/list-state';
import { Listing } from '../list/listing';
import { Moment } from '../time/moment';
import { SIGNAL_CODES, STATUSES, type Status } from './anomaly';
import { AnomalyDrawer } from './anomaly-drawer';
import { useSignals } from './signals';

type Anomaly = Schema<'AnomalyView'>;

/** What somebody should look at, with its evidence: reasons to look, never sanctions (domain §11). */
export default function AnomaliesPage() {
  const { t, i18n } = useTranslation('anomaly');
  const state = useListState();
  const signals = useSignals();
  const wanted = {
    ...(state.get('status') ? { status: state.get('status') as Status } : {}),
    ...(state.get('code') ? { code: state.get('code') as Anomaly['code'] } : {}),
    ...(state.get('institution') ? { institution: state.get('institution') } : {}),
    cursor: state.cursor,
  };
  const query = useQuery({
    queryKey: ['anomalies', 'list', wanted],
    queryFn: ({ signal }) => read(api.GET('/v1/anomalies', { params: { query: wanted }, signal })),
  });
  const meaning = (code: string) => {
    const found = signals.data?.items.find((one) => one.code === code);
    return found ? `${code} ${textIn(i18n.language, found.signal)}` : code;
  };
  const columns: TableProps<Anomaly>['columns'] = [
    { title: t('happenedAt'), render: (_, { happenedAt }) => <Moment at={happenedAt} /> },
    { title: t('signal'), render: (_, { code, signal }) => `${code} ${textIn(i18n.language, signal)}` },
    { title: t('institution'), render: (_, { institution }) => <InstitutionName code={institution} /> },
    { title: t('status'), render: (_, { status }) => t(`statuses.${status}`) },
    {
      title: '',
      render: (_, { id, code }) => (
        <Button size="small" aria-label={t('openOne', { code })} onClick={() => state.keep({ item: id })}>
          {t('open')}
        </Button>
      ),
    },
  ];
  return (
    <>
      <h1>{t('title')}</h1>
      <p>{t('lead')}</p>
      <Flex wrap gap="middle" style={{ marginBottom: 12 }}>
        <Choice
          label={t('status')}
          all={t('all')}
          value={state.get('status')}
          onChange={(status) => state.set({ status })}
          options={STATUSES.map((value) => ({ value, label: t(`statuses.${value}`) }))}
        />
        <Choice
          label={t('signal')}
          all={t('all')}
          width={320}
          value={state.get('code')}
          onChange={(code) => state.set({ code })}
          options={SIGNAL_CODES.map((value) => ({ value, label: meaning(value) }))}
        />
      </Flex>
      <Listing<Anomaly>
        label={t('title')}
        query={query}
        columns={columns}
        rowKey={({ id }) => id}
        state={state}
        empty={t('empty')}
      />
      <AnomalyDrawer id={state.get('item') || undefined} onClose={() => state.keep({ item: '' })} />
    </>
  );
}
