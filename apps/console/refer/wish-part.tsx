import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useDirectory } from '../institution/directory';
import { InstantInput } from '../time/instant-input';
import { Field, Part } from './field';
import { BED_CLASSES, POOLS, useOptions } from './options';
import { Repeats } from './repeats';
import type { Values } from './values';

/** What the patient needs, of which department, and when. */
export function WishPart() {
  const { t, i18n } = useTranslation('refer');
  const options = useOptions();
  const { data } = useDirectory();
  const pool = Form.useWatch(['requested', 'pool']) as NonNullable<Values['requested']>['pool'];
  const isEmergency = Form.useWatch('urgencyClass') === 'U1';
  const upper = [...(data?.values() ?? [])].filter(({ tier }) => tier >= 2).flatMap((one) => one.departments);
  const departments = new Map(upper.map((one) => [one.deptCode, i18n.language === 'en' ? one.nameEn : one.name]));
  const items = [...new Set(upper.flatMap(({ examItems }) => examItems))].sort();
  return (
    <Part title={t('part.wish')}>
      <div className="row">
        <Field name={['requested', 'deptCode']} required={!isEmergency}>
          <Select
            showSearch
            allowClear={isEmergency}
            optionFilterProp="label"
            options={[...departments]
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([value, name]) => ({ value, label: `${name} ${value}` }))}
          />
        </Field>
        <Field name={['requested', 'pool']} required>
          <Select options={options('code:pool', POOLS)} />
        </Field>
        {pool === 'exam' ? (
          <Field name={['requested', 'examItem']} required>
            <Select showSearch options={items.map((value) => ({ value, label: value }))} />
          </Field>
        ) : null}
        {pool === 'inpatient-bed' ? (
          <Field name={['requested', 'bedClass']} required>
            <Select options={options('refer:bedClass', BED_CLASSES)} />
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
