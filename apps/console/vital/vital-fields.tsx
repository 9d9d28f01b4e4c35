import { Flex, Form, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { InstantInput } from '../time/instant-input';

/** What is measured, with the range in which the API takes it (domain §4.4) and the step of the device. */
const SIGNS = [
  ['sbp', 0, 300, 1],
  ['dbp', 0, 300, 1],
  ['pulse', 0, 300, 1],
  ['spo2', 0, 100, 1],
  ['temp', 30, 45, 0.1],
  ['resp', 0, 100, 1],
  ['glucose', 0, 60, 0.1],
  ['gcs', 3, 15, 1],
] as const;

/** Vital signs and when they were taken. Stands inside a form; `at` is where the form keeps them. */
export function VitalFields({ at }: { readonly at: readonly string[] }) {
  const { t } = useTranslation('vital');
  return (
    <Flex wrap gap="0 16px" role="group" aria-label={t('title')}>
      {SIGNS.map(([sign, min, max, step]) => (
        <Form.Item key={sign} name={[...at, sign]} label={t(sign)}>
          <InputNumber min={min} max={max} step={step} style={{ width: 104 }} changeOnWheel={false} />
        </Form.Item>
      ))}
      <Form.Item name={[...at, 'at']} label={t('at')}>
        <InstantInput style={{ width: 190 }} />
      </Form.Item>
    </Flex>
  );
}
