import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { POOLS } from '../../../libs/contracts/codes';
import { useOptions } from '../code/options';
import { useExamOptions, useHouseOptions, withCodes } from '../institution/house-options';
import { InstantInput } from '../time/instant-input';
import { Field, Part } from './field';
import { Repeats } from './repeats';
import type { Values } from './values';

/** Classes to which somebody is referred up; others are the hospital's own matter. */
const BED_CLASSES = ['general', 'day-surgery', 'icu', 'ccu', 'isolation', 'rehab', 'nursing'] as const;

/** Houses to which somebody is referred up: above a village clinic. */
const isAbove = ({ tier }: { readonly tier: number }): boolean => tier >= 2;

/** What the patient needs, of which department, and when. */
export function WishPart() {
  const { t } = useTranslation('refer');
  const options = useOptions();
  const { departmentsOfAny } = useHouseOptions();
  const exams = useExamOptions(isAbove);
  const pool = Form.useWatch(['requested', 'pool']) as NonNullable<Values['requested']>['pool'];
  const isEmergency = Form.useWatch('urgencyClass') === 'U1';
  return (
    <Part title={t('part.wish')}>
      <div className="row">
        <Field name={['requested', 'deptCode']} required={!isEmergency}>
          <Select
            showSearch
            allowClear={isEmergency}
            optionFilterProp="label"
            options={withCodes(departmentsOfAny(isAbove))}
          />
        </Field>
        <Field name={['requested', 'pool']} required>
          <Select options={options('code:pool', POOLS)} />
        </Field>
        {pool === 'exam' ? (
          <Field name={['requested', 'examItem']} required>
            <Select showSearch optionFilterProp="label" options={exams} />
          </Field>
        ) : null}
        {pool === 'inpatient-bed' ? (
          <Field name={['requested', 'bedClass']} required>
            <Select options={options('bed:class', BED_CLASSES)} />
          </Field>
        ) : null}
      </div>
      <div className="row">
        <Field name={['requested', 'earliest']} required>
          <InstantInput />
        </Field>
        <Field name={['requested', 'latest']} required>
          <InstantInput />
        </Field>
      </div>
      {pool === 'exam' ? <Repeats /> : null}
    </Part>
  );
}
