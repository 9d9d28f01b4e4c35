import { Button, Flex, Form, Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';

/** Medicines that the patient takes home, and what is to be watched with its target. */
export function Medicines() {
  return (
    <>
      <Rows name="medications" columns={['name', 'dose', 'freq', 'days']} />
      <Rows name="monitoring" columns={['item', 'target', 'interval']} />
    </>
  );
}

interface RowsProps {
  readonly name: 'medications' | 'monitoring';
  readonly columns: readonly string[];
}

const LABELS: Record<string, string> = { name: 'drug' };

function Rows({ name, columns }: RowsProps) {
  const { t } = useTranslation('hand-back');
  const labelOf = (column: string) => t(`form:${LABELS[column] ?? column}`);
  return (
    <section aria-label={t(`form:${name}`)}>
      <h2 style={{ fontSize: 16 }}>{t(`form:${name}`)}</h2>
      <Form.List name={name}>
        {(rows, { add, remove }) => (
          <>
            {rows.map((row, nth) => (
              <Flex key={row.key} gap="small" wrap align="end">
                {columns.map((column) => (
                  <Form.Item
                    key={column}
                    name={[row.name, column]}
                    label={`${labelOf(column)} ${nth + 1}`}
                    rules={[{ required: true, message: t('must') }]}
                  >
                    {column === 'days' ? <InputNumber min={1} max={365} /> : <Input maxLength={100} />}
                  </Form.Item>
                ))}
                <Form.Item>
                  <Button onClick={() => remove(row.name)} aria-label={t('removeRow', { nth: nth + 1 })}>
                    {t('remove')}
                  </Button>
                </Form.Item>
              </Flex>
            ))}
            <Button onClick={() => add(name === 'medications' ? { days: 28 } : {})}>{t(`add.${name}`)}</Button>
          </>
        )}
      </Form.List>
    </section>
  );
}
