import { Checkbox, Form, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';
import { Choices } from '../choice/choices';
import { DiagnosisPicker } from '../diagnosis/diagnosis-picker';
import { CARE_NEEDS, CONSENT_METHODS, TRANSFER_CONDITIONS } from '../form/codes';
import { useNames } from '../institution/directory';
import { useMarks } from '../language/marks';
import type { FieldError } from '../problem/problem';
import { useFaultHelp } from '../problem/use-fault-help';
import { InstantInput } from '../time/instant-input';

interface Props {
  /** Who may take the patient back, best first. */
  readonly home: readonly Schema<'RankedView'>[];
  /** What the API refused, beside its field. */
  readonly errors: readonly FieldError[];
}

const TEXTS = ['mainResults', 'treatmentCourse', 'nextPlan', 'warningSigns', 'rehabAdvice'] as const;

/** To whom, how the patient is, and what is to be done. */
export function PlanFields({ home, errors }: Props) {
  const { t } = useTranslation('hand-back');
  const marks = useMarks();
  const helpFor = useFaultHelp();
  const names = useNames();
  const inpatient = Form.useWatch('inpatient');
  const item = (name: string, label: string, input: ReactNode, must = true) => {
    const own = errors.filter(({ field }) => field.startsWith(`down.${name}`) || field.startsWith(name));
    return (
      <Form.Item
        name={name}
        label={label}
        rules={must ? [{ required: true, message: t('must') }] : []}
        {...helpFor(own)}
      >
        {input}
      </Form.Item>
    );
  };
  const codes = (group: string, list: readonly string[]) =>
    list.map((value) => ({ value, label: t(`form:${group}.${value}`) }));
  const houses = home.map(({ institution, reasons }) => ({
    value: institution,
    label: `${names.institution(institution)}${marks.inBrackets(reasons.map((one) => t(`route:reason.${one}`, { defaultValue: one })).join(marks.and))}`,
  }));
  return (
    <>
      {item('institution', t('receiver'), <Select options={houses} />, home.length > 0)}
      <Form.Item name="inpatient" valuePropName="checked">
        <Checkbox>{t('inpatient')}</Checkbox>
      </Form.Item>
      {inpatient ? item('admissionAt', t('form:admission'), <InstantInput />) : null}
      {item('endedAt', inpatient ? t('form:discharge') : t('form:visit'), <InstantInput />)}
      {item('finalDiagnosis', t('form:finalDiagnosis'), <DiagnosisPicker />)}
      {item(
        'conditionAtTransfer',
        t('form:condition'),
        <Select options={codes('conditionCode', TRANSFER_CONDITIONS)} />,
      )}
      {TEXTS.map((name) => (
        <div key={name}>{item(name, t(`form:${name}`), <Input.TextArea rows={2} maxLength={2000} />)}</div>
      ))}
      {item('followUpDueAt', t('form:followUpDueAt'), <Input type="date" style={{ width: 200 }} />)}
      {item('revisitAt', t('form:revisitAt'), <Input type="date" style={{ width: 200 }} />, false)}
      {item('careNeeds', t('form:careNeeds'), <Choices options={codes('careNeed', CARE_NEEDS)} />, false)}
      {item('medicationSupplyDays', t('form:supplyDays'), <InputNumber min={0} max={365} />, false)}
      {item('consentMethod', t('form:consent'), <Select options={codes('consentMethod', CONSENT_METHODS)} />)}
    </>
  );
}
