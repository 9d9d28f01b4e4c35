import { useQuery } from '@tanstack/react-query';
import { Button, Empty, Flex, Input, Segmented, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';
import { textIn } from '../language/in-language';
import { useListState } from '../list/list-state';
import { ProblemAlert } from '../problem/problem-alert';
import { useSession } from '../session/session';
import { Proposals } from './proposals';
import { ProposeForm } from './propose-form';
import { policiesOf, SERVICES, type Service } from './service-policies';
import { said } from './value';

/** Every parameter of the three services: what holds, who decided it, its versions, and what is proposed. */
export default function Page() {
  const { t, i18n } = useTranslation('policy');
  const { roles } = useSession();
  const state = useListState();
  const service = (SERVICES.find((one) => one === state.get('service')) ?? 'referral') satisfies Service;
  const key = state.get('key');
  const wanted = state.get('q').toLowerCase();
  const query = useQuery({
    queryKey: ['policies', service],
    queryFn: ({ signal }) => policiesOf(service, {}, signal),
  });
  const mayPropose = roles.some((role) => role === 'county-health-authority' || role === 'consortium-office');
  const meaningOf = ({ meaning }: Schema<'PolicyView'>) =>
    textIn(i18n.language, meaning as unknown as Record<'zh' | 'en', string | undefined>) ?? '';
  const saidWith = ({ value, unit }: Schema<'PolicyView'>) =>
    typeof value === 'boolean' ? t(value ? 'yes' : 'no') : `${said(value)} ${t(`units.${unit}`, { defaultValue: '' })}`;
  const items = (query.data?.items ?? []).filter((one) =>
    `${one.key} ${meaningOf(one)}`.toLowerCase().includes(wanted),
  );
  return (
    <>
      <h1>{t('title')}</h1>
      {query.isError ? <ProblemAlert error={query.error} onRetry={() => void query.refetch()} /> : null}
      <Flex gap="middle" wrap align="center" style={{ marginBottom: 12 }}>
        <Segmented<Service>
          aria-label={t('service')}
          value={service}
          options={SERVICES.map((value) => ({ value, label: t(`services.${value}`) }))}
          onChange={(value) => state.set({ service: value, key: undefined })}
        />
        <label htmlFor="policy-search">{t('search')}</label>
        <Input
          id="policy-search"
          style={{ width: 220 }}
          value={state.get('q')}
          onChange={(event) => state.set({ q: event.target.value })}
        />
        {query.data ? <span>{t('ruleSet', { version: query.data.ruleSetVersion })}</span> : null}
      </Flex>
      <Proposals service={service} mayDecide={mayPropose} />
      <Table<Schema<'PolicyView'>>
        size="small"
        rowKey="key"
        loading={query.isPending}
        dataSource={items}
        pagination={{ pageSize: 20, showSizeChanger: false }}
        locale={{ emptyText: query.isSuccess ? <Empty description={t('none')} /> : ' ' }}
        columns={[
          { title: t('key'), fixed: 'left', render: (_, one) => <code>{one.key}</code> },
          { title: t('meaning'), render: (_, one) => meaningOf(one) },
          { title: t('value'), render: (_, one) => saidWith(one) },
          {
            title: t('bounds'),
            render: (_, { least, most }) => [least, most].map((bound) => bound ?? '…').join(' – '),
          },
          {
            title: t('scope'),
            render: (_, { decidedBy }) => `${t(`scopes.${decidedBy.scopeKind}`)} ${decidedBy.scopeCode}`,
          },
          { title: t('valid'), render: (_, { decidedBy }) => `${decidedBy.validFrom} – ${decidedBy.validTo ?? ''}` },
          { title: t('approvedBy'), render: (_, { decidedBy }) => decidedBy.approvedBy },
          { title: t('source'), render: (_, { decidedBy }) => decidedBy.source },
          {
            title: t('versions'),
            render: (_, one) => <Button onClick={() => state.set({ key: one.key })}>{t('open')}</Button>,
          },
        ]}
        scroll={{ x: 'max-content' }}
      />
      {key ? <History key={key} service={service} name={key} mayPropose={mayPropose} /> : null}
    </>
  );
}

function History(props: { readonly service: Service; readonly name: string; readonly mayPropose: boolean }) {
  const { service, name, mayPropose } = props;
  const { t } = useTranslation('policy');
  const query = useQuery({
    queryKey: ['policies', service, name],
    queryFn: ({ signal }) => policiesOf(service, { key: name }, signal),
  });
  if (query.isError && !query.data) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <section aria-label={name}>
      <h2>
        {t('versions')} <code>{name}</code>
      </h2>
      <Table<Schema<'PolicyRowView'>>
        size="small"
        pagination={false}
        loading={query.isPending}
        rowKey={({ scopeKind, scopeCode, version }) => `${scopeKind}${scopeCode}${version}`}
        dataSource={query.data?.history ?? []}
        columns={[
          { title: t('scope'), render: (_, row) => `${t(`scopes.${row.scopeKind}`)} ${row.scopeCode}` },
          { title: t('version'), dataIndex: 'version' },
          { title: t('value'), render: (_, row) => said(row.value) },
          {
            title: t('bound'),
            dataIndex: 'bound',
            render: (bound?: string) => (bound ? t(`boundKinds.${bound}`) : '–'),
          },
          { title: t('valid'), render: (_, row) => `${row.validFrom} – ${row.validTo ?? ''}` },
          { title: t('approvedBy'), dataIndex: 'approvedBy' },
          { title: t('source'), dataIndex: 'source' },
        ]}
      />
      {mayPropose ? <ProposeForm service={service} name={name} /> : null}
    </section>
  );
}
