import { useQuery } from '@tanstack/react-query';
import { Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, readVersioned, type Schema } from '../api/client';
import { textIn } from '../language/in-language';
import { Scrolling } from '../list/scrolling';
import { ProblemAlert } from '../problem/problem-alert';
import { Waiting } from '../shell/waiting';
import { SetActs } from './set-acts';
import { Trial } from './trial';

/** Long texts of a table that else stands in one line. */
const WRAPPED = { display: 'block', maxWidth: 420, whiteSpace: 'normal', wordBreak: 'break-word' } as const;

/** The rules of one set, what can be done with it, and its trial. */
export function CriteriaSet({ id }: { readonly id: string }) {
  const { t, i18n } = useTranslation('criteria');
  const query = useQuery({
    queryKey: ['criteria', 'one', id],
    queryFn: ({ signal }) => readVersioned(api.GET('/v1/criteria-sets/{id}', { params: { path: { id } }, signal })),
  });
  if (query.isError && !query.data) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Waiting />;
  const { body: set, version } = query.data;
  return (
    <section aria-label={set.name}>
      <h2>{set.name}</h2>
      <SetActs set={set} version={version} />
      <Trial id={id} />
      <h3>{t('rows')}</h3>
      <Scrolling label={t('rows')}>
        <Table<Schema<'CriterionForm'>>
          size="small"
          rowKey="id"
          dataSource={set.rows}
          pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
          columns={[
            { title: t('rule'), dataIndex: 'id' },
            { title: t('direction'), render: (_, { direction }) => t(`directions.${direction}`) },
            {
              title: t('result'),
              render: (_, { result }) => (
                <div style={WRAPPED}>
                  {result.class ? <Tag>{result.class}</Tag> : null}
                  {result.advice ? <Tag>{t(`advice.${result.advice}`)}</Tag> : null}
                  {textIn(i18n.language, result.message)}
                </div>
              ),
            },
            { title: t('when'), render: (_, { when }) => <code style={WRAPPED}>{when}</code> },
            { title: t('basis'), dataIndex: 'basis' },
          ]}
        />
      </Scrolling>
    </section>
  );
}
