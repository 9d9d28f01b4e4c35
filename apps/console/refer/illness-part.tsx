import { Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { YesNo } from '../advice/yes-no';
import { Choices } from '../choice/choices';
import { useOptions } from '../code/options';
import { DiagnosisPicker } from '../diagnosis/diagnosis-picker';
import { REFERRAL_REASONS, RISK_COLOURS } from '../form/codes';
import { VitalFields } from '../vital/vital-fields';
import { Field, Part } from './field';
import { Results } from './results';
import { Texts } from './texts';
import type { Values } from './values';

/** What a patient has: of an emergency the complaint and what was measured, and the rest within 24 hours. */
export function IllnessPart() {
  const { t } = useTranslation('refer');
  const isEmergency = Form.useWatch('urgencyClass') === 'U1';
  return (
    <>
      <Part title={t('part.complaint')}>
        <Field name={['up', 'chiefComplaint']} required>
          <Input maxLength={100} showCount />
        </Field>
        <Field name={['up', 'provisionalDiagnosis']} required={!isEmergency}>
          <DiagnosisPicker />
        </Field>
        <VitalFields at={['up', 'vitals']} />
        {isEmergency ? (
          <Form.Item name={['up', 'vitalsNotMeasured']} valuePropName="checked">
            <Checkbox>{t('field.up.vitalsNotMeasured')}</Checkbox>
          </Form.Item>
        ) : null}
      </Part>
      {isEmergency ? (
        <details>
          <summary>{t('later')}</summary>
          <History />
        </details>
      ) : (
        <History />
      )}
    </>
  );
}

const LONG = { autoSize: { minRows: 2, maxRows: 8 }, maxLength: 2000 };

function History() {
  const { t } = useTranslation('refer');
  const options = useOptions();
  const reasons = (Form.useWatch(['up', 'reasonCode']) ?? []) as NonNullable<NonNullable<Values['up']>['reasonCode']>;
  const suspected = Form.useWatch(['up', 'infectious', 'suspected']) === true;
  return (
    <Part title={t('part.illness')}>
      <div className="row">
        <Field name={['up', 'reasonCode']} required>
          <Choices options={options('form:referralReason', REFERRAL_REASONS)} />
        </Field>
        {reasons.length > 0 ? (
          <Field name={['up', 'reasonText']} required={reasons.includes('other')}>
            <Input maxLength={200} />
          </Field>
        ) : null}
      </div>
      {reasons.includes('maternal-risk') ? (
        <div className="row">
          <Field name={['up', 'maternal', 'gestWeeks']} required>
            <InputNumber min={0} max={45} />
          </Field>
          <Field name={['up', 'maternal', 'riskColour']} required>
            <Select options={options('form:colour', RISK_COLOURS)} />
          </Field>
        </div>
      ) : null}
      <Field name={['up', 'presentIllness']} required>
        <Input.TextArea {...LONG} />
      </Field>
      <Field name={['up', 'pastHistory']} required>
        <Input.TextArea {...LONG} maxLength={1000} />
      </Field>
      <Field name={['up', 'allergies']} required>
        <Texts none={t('noAllergy')} />
      </Field>
      <Field name={['up', 'treatmentCourse']} required>
        <Input.TextArea {...LONG} />
      </Field>
      <Field name={['up', 'currentMedications']} required>
        <Texts none={t('noDrug')} />
      </Field>
      <div className="row">
        <Field name={['up', 'infectious', 'suspected']} required>
          <YesNo orUnknown={false} label={t('field.up.infectious.suspected')} />
        </Field>
        {suspected ? (
          <Field name={['up', 'infectious', 'disease']} required>
            <Input maxLength={11} placeholder="A15.0" />
          </Field>
        ) : null}
      </div>
      <Results />
    </Part>
  );
}
