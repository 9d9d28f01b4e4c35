import { Alert, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { OVERRULE_REASONS } from './overrule';

/** Why the doctor decides otherwise than advised. Stands inside a form. */
export function OverruleFields() {
  const { t } = useTranslation('advice');
  return (
    <>
      <Alert type="info" showIcon title={t('against')} style={{ marginBottom: 12 }} />
      <Form.Item name={['overrule', 'reason']} label={t('reason')} required>
        <Select allowClear options={OVERRULE_REASONS.map((one) => ({ value: one, label: t(`reasons.${one}`) }))} />
      </Form.Item>
      <Form.Item name={['overrule', 'text']} label={t('reasonText')}>
        <Input.TextArea maxLength={500} autoSize={{ minRows: 1, maxRows: 4 }} />
      </Form.Item>
    </>
  );
}
