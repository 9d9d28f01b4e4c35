import { Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';
import { Moment } from '../time/moment';

interface Props {
  readonly results: readonly Schema<'KeyResult'>[];
}

/** Results that came with the patient, so that nobody orders them again (domain §4.7). */
export function Results({ results }: Props) {
  const { t } = useTranslation('form');
  return (
    <Table<Schema<'KeyResult'>>
      size="small"
      title={() => t('keyResults')}
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={[...results]}
      rowKey={({ item, at }) => `${item}:${at}`}
      columns={[
        { title: t('resultAt'), render: (_, { at }) => <Moment at={at} /> },
        { title: t('resultItem'), render: (_, { kind, item }) => `${t(`resultKind.${kind}`)} · ${item}` },
        { title: t('resultValue'), render: (_, { value, unit }) => [value, unit].filter(Boolean).join(' ') || '–' },
        { title: '', render: (_, { recognised }) => (recognised ? <Tag>{t('recognised')}</Tag> : null) },
      ]}
    />
  );
}
