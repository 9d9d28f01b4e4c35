import { Alert, Checkbox, Form, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { URGENCY_CLASSES } from '../../../libs/contracts/codes';
import { useOptions } from '../code/options';
import { CENTRES, PURPOSES } from '../form/codes';
import { useSession } from '../session/session';
import { Field, Part } from './field';
import type { Values } from './values';

const ORIGINS = {
  'family-doctor': ['family-doctor', 'primary-other', 'elder-care', 'self'],
  'primary-doctor': ['primary-other', 'elder-care', 'self'],
  'hospital-doctor': ['hospital', 'prehospital'],
  'department-head': ['hospital'],
  'prehospital-staff': ['prehospital'],
  'team-member': ['family-doctor', 'primary-other', 'elder-care'],
  'referral-clerk': ['family-doctor', 'primary-other', 'elder-care'],
} as const;

/** How urgent it is, what for, and as what the doctor refers. */
export function UrgencyPart() {
  const { t } = useTranslation('refer');
  const options = useOptions();
  const { roles } = useSession();
  const urgencyClass = Form.useWatch('urgencyClass') as Values['urgencyClass'];
  const origins = [...new Set(roles.flatMap((role) => (role in ORIGINS ? ORIGINS[role as keyof typeof ORIGINS] : [])))];
  const urgent = urgencyClass === 'U1' || urgencyClass === 'U2';
  return (
    <Part title={t('part.urgency')}>
      <Field name={['urgencyClass']} required>
        <Radio.Group
          aria-label={t('field.urgencyClass')}
          optionType="button"
          buttonStyle="solid"
          options={URGENCY_CLASSES.map((one) => ({
            value: one,
            label: t(`code:urgency.${one}`),
            title: t(`within.${one}`),
          }))}
        />
      </Field>
      <p className="quiet">{urgencyClass ? t(`within.${urgencyClass}`) : null}</p>
      {urgencyClass === 'U1' ? (
        <Alert type="error" showIcon title={t('emergency')} style={{ marginBottom: 12 }} />
      ) : null}
      <div className="row">
        {urgent ? (
          <Field name={['criticalCentre']}>
            <Select allowClear options={options('code:centre', CENTRES)} />
          </Field>
        ) : null}
        <Field name={['purpose']} required>
          <Select options={options('code:purpose', PURPOSES)} />
        </Field>
        <Field name={['origin']} required>
          <Select options={options('code:origin', origins)} />
        </Field>
      </div>
      {urgencyClass === 'U1' ? null : (
        <Form.Item name="greenChannel" valuePropName="checked">
          <Checkbox>{t('field.greenChannel')}</Checkbox>
        </Form.Item>
      )}
    </Part>
  );
}
