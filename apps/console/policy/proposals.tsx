import { useQuery } from '@tanstack/react-query';
import { Button, Flex, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '../act/act';
import type { Schema } from '../api/client';
import { ProblemAlert } from '../problem/problem-alert';
import { useSession } from '../session/session';
import { Moment } from '../time/moment';
import { decide, proposalsOf, type Service } from './service-policies';
import { said } from './value';

type Decision = 'approve' | 'reject';

/** What waits for a second person; nobody approves his own proposal. */
export function Proposals({ service, mayDecide }: { readonly service: Service; readonly mayDecide: boolean }) {
  const { t } = useTranslation('policy');
  const { account } = useSession();
  const query = useQuery({
    queryKey: ['policy-proposals', service],
    enabled: mayDecide,
    queryFn: ({ signal }) => proposalsOf(service, signal),
  });
  const act = useAct(({ one, decision }: { one: Schema<'ProposalView'>; decision: Decision }, key) =>
    decide(service, one, decision, key),
  );
  if (query.isError) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data?.items.length) return null;
  return (
    <section aria-label={t('proposals')}>
      {act.error ? <ProblemAlert error={act.error} /> : null}
      <Table<Schema<'ProposalView'>>
        size="small"
        title={() => t('proposals')}
        pagination={false}
        rowKey="id"
        dataSource={query.data.items}
        style={{ marginBottom: 16 }}
        columns={[
          { title: t('key'), dataIndex: 'key' },
          { title: t('value'), render: (_, one) => (one.ends ? t('ends') : said(one.value)) },
          { title: t('scope'), render: (_, one) => `${t(`scopes.${one.scope.kind}`)} ${one.scope.code}` },
          { title: t('valid'), dataIndex: 'validFrom' },
          { title: t('source'), dataIndex: 'source' },
          { title: t('author'), dataIndex: 'author' },
          { title: t('proposedAt'), dataIndex: 'proposedAt', render: (at: string) => <Moment at={at} /> },
          {
            title: t('act'),
            render: (_, one) =>
              one.author === account ? (
                t('needsAnother')
              ) : (
                <Flex gap="small">
                  {(['approve', 'reject'] as const).map((decision) => (
                    <Button
                      key={decision}
                      type={decision === 'approve' ? 'primary' : 'default'}
                      disabled={act.isPending}
                      onClick={() => act.mutate({ one, decision })}
                    >
                      {t(decision)}
                    </Button>
                  ))}
                </Flex>
              ),
          },
        ]}
      />
    </section>
  );
}
