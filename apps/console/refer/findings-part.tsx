import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { AskedFields } from '../advice/asked-fields';
import { Symptoms } from '../advice/symptoms';
import type { Advice } from '../advice/use-advice';
import { Part } from './field';

/** What the criteria ask: danger signs, and what the advice still wants to know. */
export function FindingsPart({ advice }: { readonly advice: Advice | undefined }) {
  const { t } = useTranslation(['refer', 'advice']);
  return (
    <Part title={t('part.findings')}>
      <Form.Item name={['findings', 'symptoms']} label={t('advice:symptoms')}>
        <Symptoms />
      </Form.Item>
      <div className="row">
        <AskedFields advice={advice} />
      </div>
    </Part>
  );
}
