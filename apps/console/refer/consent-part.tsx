import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useOptions } from '../code/options';
import { CONSENT_METHODS, CONSENT_TYPES, ESCORTS, TRANSPORT_MODES } from '../form/codes';
import { InstantInput } from '../time/instant-input';
import { Field, Part } from './field';

/** Consent, whom to call, how the patient travels. */
export function ConsentPart() {
  const { t } = useTranslation('refer');
  const options = useOptions();
  const urgencyClass = Form.useWatch('urgencyClass') as string | undefined;
  const purpose = Form.useWatch('purpose') as string | undefined;
  const type = Form.useWatch(['consent', 'type']) as string | undefined;
  const mode = Form.useWatch(['transport', 'mode']) as string | undefined;
  const isEmergency = urgencyClass === 'U1';
  const isMoved = isEmergency || urgencyClass === 'U2' || purpose === 'transfer';
  const types = CONSENT_TYPES.filter((one) => isEmergency || one !== 'emergency-waiver');
  return (
    <Part title={t('part.consent')}>
      <div className="row">
        <Field name={['consent', 'type']} required>
          <Select options={options('form:consentType', types)} />
        </Field>
        {type === 'guardian' ? (
          <Field name={['consent', 'by']} required>
            <Input maxLength={50} />
          </Field>
        ) : null}
        <Field name={['consent', 'method']} required>
          <Select options={options('form:consentMethod', CONSENT_METHODS)} />
        </Field>
        <Field name={['consent', 'at']} required>
          <InstantInput />
        </Field>
      </div>
      <div className="row">
        <Field name={['contact', 'name']} required={isEmergency}>
          <Input maxLength={50} autoComplete="off" />
        </Field>
        <Field name={['contact', 'relation']} required={isEmergency}>
          <Input maxLength={20} />
        </Field>
        <Field name={['contact', 'phone']} required={isEmergency}>
          <Input inputMode="tel" maxLength={20} autoComplete="off" />
        </Field>
      </div>
      {isMoved ? (
        <div className="row">
          <Field name={['transport', 'mode']} required={purpose === 'transfer'}>
            <Select allowClear options={options('form:mode', TRANSPORT_MODES)} />
          </Field>
          {mode === 'ambulance-120' ? (
            <Field name={['transport', 'dispatchRef']} required>
              <Input maxLength={40} />
            </Field>
          ) : null}
          <Field name={['transport', 'escort']}>
            <Select allowClear options={options('form:escort', ESCORTS)} />
          </Field>
        </div>
      ) : null}
      <Field name={['previousEncounterNo']}>
        <Input maxLength={18} style={{ width: 220 }} />
      </Field>
    </Part>
  );
}
