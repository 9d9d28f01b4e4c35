import { Button, Flex, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useOptions } from '../code/options';
import { RESULT_KINDS } from '../form/codes';
import { InstantInput } from '../time/instant-input';
import { Field } from './field';

/** Results that are sent along, so that the receiver sees them before ordering anything (domain §4.7). */
export function Results() {
  const { t } = useTranslation('refer');
  const options = useOptions();
  return (
    <Form.List name={['up', 'keyResults']}>
      {(lines, { add, remove }) => (
        <>
          {lines.map(({ key, name }) => (
            <Flex key={key} wrap gap="0 8px" align="end" role="group" aria-label={t('result', { count: name + 1 })}>
              <Field name={[name, 'kind']} label={t('field.result.kind')} required>
                <Select style={{ width: 100 }} options={options('form:resultKind', RESULT_KINDS)} />
              </Field>
              <Field name={[name, 'item']} label={t('field.result.item')} required>
                <Input style={{ width: 120 }} maxLength={40} />
              </Field>
              <Field name={[name, 'value']} label={t('field.result.value')}>
                <Input style={{ width: 180 }} maxLength={500} />
              </Field>
              <Field name={[name, 'at']} label={t('field.result.at')} required>
                <InstantInput style={{ width: 190 }} />
              </Field>
              <Form.Item>
                <Button onClick={() => remove(name)} aria-label={t('removeResult', { count: name + 1 })}>
                  ×
                </Button>
              </Form.Item>
            </Flex>
          ))}
          <Button onClick={() => add({})} style={{ marginBottom: 12 }}>
            {t('addResult')}
          </Button>
        </>
      )}
    </Form.List>
  );
}
