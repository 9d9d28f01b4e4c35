import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';
import { useDirectory, useNames } from '../institution/directory';
import type { Entered } from './decision';

interface Props {
  /** Who has the referral now. */
  readonly from: Schema<'SideView'>;
  /** Whether a department is to be named, too. */
  readonly departments?: boolean;
}

/** Where the patient may go instead: houses of the county that have the department, any of their departments. */
export function HouseFields({ from, departments = false }: Props) {
  const { t } = useTranslation('decision');
  const { data: directory } = useDirectory();
  const names = useNames();
  const chosen = Form.useWatch<Entered['institution']>('institution');
  const needed = [{ required: true, message: t('needed') }];
  const able = [...(directory?.values() ?? [])].filter(
    ({ code, departments: has }) =>
      (departments || code !== from.institution) &&
      has.some(({ deptCode }) => departments || deptCode === from.deptCode),
  );
  return (
    <>
      <Form.Item name="institution" label={t('institution')} rules={needed}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={able.map(({ code }) => ({ value: code, label: names.institution(code) }))}
        />
      </Form.Item>
      {departments ? (
        <Form.Item name="deptCode" label={t('department')} rules={needed}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={(directory?.get(chosen ?? '')?.departments ?? []).map(({ deptCode }) => ({
              value: deptCode,
              label: names.department(chosen ?? '', deptCode),
            }))}
          />
        </Form.Item>
      ) : null}
    </>
  );
}
