import { Alert, Descriptions, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Problem } from '../problem/problem';
import { ProblemAlert } from '../problem/problem-alert';
import { faultsOf } from './csv-preview';
import type { Imported } from './send-file';

/** What is wrong with a file, line by line. */
export function FileFaults({ error }: { readonly error: unknown }) {
  const { t } = useTranslation(['import', 'problem']);
  if (!error) return null;
  if (!(error instanceof Problem) || error.errors.length === 0) return <ProblemAlert error={error} />;
  return (
    <Table
      size="small"
      title={() => t('faults', { count: error.errors.length })}
      rowKey={(fault) => `${fault.line}${fault.column}${fault.message}`}
      dataSource={faultsOf(error.errors)}
      columns={[
        { title: t('line'), dataIndex: 'line', width: 80 },
        { title: t('column'), dataIndex: 'column', width: 200 },
        {
          title: t('message'),
          render: (_, { words, message }) => t([...words], { defaultValue: message }),
        },
      ]}
    />
  );
}

/** What a file does or would do, in numbers and line by line. */
export function FileOutcome({ answer }: { readonly answer: Imported | undefined }) {
  const { t } = useTranslation('import');
  if (!answer) return null;
  const counts = Object.entries(answer).filter(([, value]) => typeof value === 'number');
  return (
    <section role="status">
      <Alert type={answer.dryRun ? 'info' : 'success'} showIcon title={t(answer.dryRun ? 'would' : 'done')} />
      <Descriptions
        size="small"
        items={counts.map(([name, value]) => ({
          key: name,
          label: t(`counts.${name}`, { defaultValue: name }),
          children: String(value),
        }))}
      />
      {answer.rows ? (
        <Table
          size="small"
          rowKey="line"
          dataSource={[...answer.rows]}
          columns={[
            { title: t('line'), dataIndex: 'line', width: 80 },
            {
              title: t('outcome'),
              dataIndex: 'outcome',
              render: (outcome: string) => t(`counts.${outcome}`, { defaultValue: outcome }),
            },
          ]}
        />
      ) : null}
    </section>
  );
}
