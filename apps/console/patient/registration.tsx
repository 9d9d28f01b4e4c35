import { Button, Flex, Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { useAct } from '../act/act';
import { api, read, type Schema, writeHeaders } from '../api/client';
import { Choices } from '../choice/choices';
import { Problem } from '../problem/problem';
import { ProblemAlert } from '../problem/problem-alert';
import { useFaultHelp } from '../problem/use-fault-help';
import type { AfterRegistration } from './known-otherwise';

type Registered = Schema<'RegisterPatient'>;

interface Props {
  readonly onClose: () => void;
}

const ID_TYPES = ['01', '02', '03', '04', '05', '06', '07', '99'];
const KEY_GROUPS = [
  'elderly-65',
  'pregnant',
  'child-0-6',
  'disabled',
  'hypertension',
  'diabetes',
  'tuberculosis',
  'severe-mental',
  'low-income',
  'special-family',
];

/** Registers somebody who came to this house; whom the county knows already is shown instead. */
export function Registration({ onClose }: Props) {
  const { t } = useTranslation('patient');
  const helpFor = useFaultHelp();
  const navigate = useNavigate();
  const act = useAct((body: Registered, key: string) =>
    read(api.POST('/v1/patients', { params: { header: writeHeaders(key) }, body })),
  );
  const send = (body: Registered) =>
    act.mutate(
      { ...body, idNo: body.idNo.trim().toUpperCase() },
      {
        onSuccess: ({ id, warnings }) => {
          const state: AfterRegistration = { kept: keptOf(warnings) };
          navigate(`/patients/${id}`, { state });
        },
      },
    );
  const [form] = Form.useForm<Registered>();
  const changed = ({ idNo }: Partial<Registered>) => {
    const said = form.getFieldValue('idType') === '01' ? saidBy(idNo ?? '') : undefined;
    if (said) form.setFieldsValue(said);
  };
  const errors = act.error instanceof Problem ? act.error.errors : [];
  const labelOf = (name: string) => t(name === 'sexCode' ? 'sex' : name);
  const item = (name: keyof Registered, must = true) => ({
    name,
    label: labelOf(name),
    rules: must ? [{ required: true, message: t('must') }] : [],
    ...helpFor(errors.filter(({ field }) => field === name)),
  });
  const codes = (group: string, list: readonly (string | number)[]) =>
    list.map((value) => ({ value, label: t(`${group}.${value}`) }));
  return (
    <Modal open title={t('register')} footer={null} onCancel={onClose} destroyOnHidden>
      <Form<Registered>
        form={form}
        layout="vertical"
        onFinish={send}
        onValuesChange={changed}
        initialValues={{ idType: '01' }}
      >
        {act.isError ? <ProblemAlert error={act.error} label={labelOf} /> : null}
        <Form.Item {...item('name')}>
          <Input maxLength={50} autoComplete="off" />
        </Form.Item>
        <Form.Item {...item('idType')}>
          <Select options={codes('idTypes', ID_TYPES)} />
        </Form.Item>
        <Form.Item {...item('idNo')}>
          <Input maxLength={18} autoComplete="off" />
        </Form.Item>
        <Form.Item {...item('sexCode')}>
          <Select options={codes('sexCode', [1, 2, 0, 9])} />
        </Form.Item>
        <Form.Item {...item('birthDate')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item {...item('phone')}>
          <Input maxLength={20} autoComplete="off" />
        </Form.Item>
        <Form.Item {...item('address')}>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
        <Form.Item {...item('divisionCode')}>
          <Input maxLength={12} />
        </Form.Item>
        <Form.Item {...item('keyGroups', false)}>
          <Choices options={codes('keyGroup', KEY_GROUPS)} />
        </Form.Item>
        <Flex justify="end" gap="small">
          <Button onClick={onClose}>{t('leave')}</Button>
          <Button type="primary" htmlType="submit" loading={act.isPending}>
            {t('register')}
          </Button>
        </Flex>
      </Form>
    </Modal>
  );
}

/** What the county knows otherwise of somebody it knew before, and keeps. */
const keptOf = (warnings: Schema<'RegisteredPatient'>['warnings']): string[] =>
  warnings.filter(({ code }) => code === 'known-otherwise').map(({ field }) => field);

/** Birth date and sex as an ID card number says them (GB 11643); the API judges the number itself. */
function saidBy(idNo: string): Pick<Registered, 'birthDate' | 'sexCode'> | undefined {
  const found = /^\d{6}(\d{4})(\d\d)(\d\d)\d\d(\d)[\dXx]$/.exec(idNo.trim());
  if (!found) return undefined;
  const [, year, month, day, order] = found;
  return { birthDate: `${year}-${month}-${day}`, sexCode: Number(order) % 2 === 1 ? 1 : 2 };
}
