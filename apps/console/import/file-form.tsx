import { Alert, Button, Flex, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { lackingColumns } from './csv-preview';
import { FileFaults, FileOutcome } from './file-answer';
import type { ImportKind } from './import-kinds';
import { useImport } from './use-import';

/** A file of one kind: what is seen in the dry run is what is imported. */
export function FileForm({ kind }: { readonly kind: ImportKind }) {
  const { t } = useTranslation('import');
  const { file, change, tryOut, isTrying, mayImport, importIt, isImporting, error, answer } = useImport(kind);
  const { csv, also } = file;
  const lacking = csv ? lackingColumns(csv, kind.columns) : [];
  return (
    <>
      <Form layout="vertical" onFinish={tryOut}>
        <Flex gap="middle" align="center" wrap style={{ marginBottom: 12 }}>
          <a href={templateOf(kind)} download={`${kind.name}.csv`}>
            {t('template')}
          </a>
          <FileChoice onText={(text) => change({ csv: text })} />
        </Flex>
        {kind.also?.map((name) => (
          <Form.Item key={name} label={t(`also.${name}`)} htmlFor={name}>
            <Input
              id={name}
              value={also[name] ?? ''}
              onChange={({ target }) => change({ also: { ...also, [name]: target.value } })}
            />
          </Form.Item>
        ))}
        <Form.Item label={t('content')} htmlFor="csv">
          <Input.TextArea id="csv" rows={6} value={csv} onChange={({ target }) => change({ csv: target.value })} />
        </Form.Item>
        {lacking.length > 0 ? (
          <Alert type="warning" showIcon title={t('lacking', { columns: lacking.join(', ') })} />
        ) : null}
        <Flex gap="small" style={{ margin: '12px 0' }}>
          <Button htmlType="submit" disabled={!csv} loading={isTrying}>
            {t('dryRun')}
          </Button>
          <Button type="primary" disabled={!mayImport} loading={isImporting} onClick={importIt}>
            {t('import')}
          </Button>
        </Flex>
      </Form>
      <FileFaults error={error} />
      <FileOutcome answer={answer} />
    </>
  );
}

function FileChoice({ onText }: { readonly onText: (text: string) => void }) {
  const { t } = useTranslation('import');
  return (
    <label>
      {t('file')}{' '}
      <input
        type="file"
        accept=".csv,text/csv"
        // Else the same file, mended meanwhile and chosen again, would be no news to the browser.
        onClick={({ currentTarget }) => {
          currentTarget.value = '';
        }}
        onChange={({ target }) => void target.files?.[0]?.text().then(onText)}
      />
    </label>
  );
}

/** An empty file with the columns of the kind, as spreadsheets open it. */
function templateOf({ columns }: ImportKind): string {
  return `data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${columns.join(',')}\n`)}`;
}
