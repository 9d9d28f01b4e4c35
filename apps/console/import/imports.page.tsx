import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Descriptions, Flex, Form, Input, Select, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newKey } from '../api/client';
import { useListState } from '../list/list-state';
import { Problem } from '../problem/problem';
import { ProblemAlert } from '../problem/problem-alert';
import { faultsOf, lackingColumns } from './csv-preview';
import { IMPORTS, kindOf } from './import-kinds';
import { type Imported, sendFile } from './send-file';

/** Files into the system: what would happen is shown first, then the same file is imported, all or nothing. */
export default function Page() {
  const { t } = useTranslation('import');
  const state = useListState();
  const kind = kindOf(state.get('kind'));
  const [csv, setCsv] = useState('');
  const [also, setAlso] = useState<Record<string, string>>({});
  const [key, setKey] = useState(newKey);
  const change = (next: string) => {
    setCsv(next);
    setKey(newKey());
    trial.reset();
    real.reset();
  };
  const trial = useMutation({ mutationFn: () => sendFile(kind, csv, also, true) });
  const real = useMutation({ mutationFn: () => sendFile(kind, csv, also, false, key) });
  const lacking = csv ? lackingColumns(csv, kind.columns) : [];
  const template = `data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${kind.columns.join(',')}\n`)}`;
  return (
    <>
      <h1>{t('title')}</h1>
      <Form layout="vertical" onFinish={() => trial.mutate()}>
        <Form.Item label={t('kind')} htmlFor="kind">
          <Select
            id="kind"
            value={kind.name}
            options={IMPORTS.map(({ name }) => ({ value: name, label: t(`kinds.${name}`) }))}
            onChange={(name) => {
              state.set({ kind: name });
              change('');
            }}
          />
        </Form.Item>
        <Flex gap="middle" align="center" wrap style={{ marginBottom: 12 }}>
          <a href={template} download={`${kind.name}.csv`}>
            {t('template')}
          </a>
          <label>
            {t('file')}{' '}
            <input
              type="file"
              accept=".csv,text/csv"
              onChange={(event) => void event.target.files?.[0]?.text().then(change)}
            />
          </label>
        </Flex>
        {kind.also?.map((name) => (
          <Form.Item key={name} label={t(`also.${name}`)} htmlFor={name}>
            <Input
              id={name}
              value={also[name] ?? ''}
              onChange={(event) => setAlso((old) => ({ ...old, [name]: event.target.value }))}
            />
          </Form.Item>
        ))}
        <Form.Item label={t('content')} htmlFor="csv">
          <Input.TextArea id="csv" rows={6} value={csv} onChange={(event) => change(event.target.value)} />
        </Form.Item>
        {lacking.length > 0 ? (
          <Alert type="warning" showIcon title={t('lacking', { columns: lacking.join(', ') })} />
        ) : null}
        <Flex gap="small" style={{ margin: '12px 0' }}>
          <Button htmlType="submit" disabled={!csv} loading={trial.isPending}>
            {t('dryRun')}
          </Button>
          <Button
            type="primary"
            disabled={!trial.data || real.isSuccess}
            loading={real.isPending}
            onClick={() => real.mutate()}
          >
            {t('import')}
          </Button>
        </Flex>
      </Form>
      <Faults error={real.error ?? trial.error} />
      <Outcome answer={real.data ?? trial.data} />
    </>
  );
}

function Faults({ error }: { readonly error: unknown }) {
  const { t } = useTranslation('import');
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
        { title: t('message'), dataIndex: 'message' },
      ]}
    />
  );
}

function Outcome({ answer }: { readonly answer: Imported | undefined }) {
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
