import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Flex, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { api, newKey, read, type Schema, writeHeaders } from '../api/client';
import { Problem } from '../problem/problem';
import { ProblemAlert } from '../problem/problem-alert';

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
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [key] = useState(newKey);
  const [attempt, setAttempt] = useState({ key, body: '' });
  const act = useMutation({
    mutationFn: (body: Registered) => {
      const text = JSON.stringify(body);
      const sent = attempt.body === '' || attempt.body === text ? attempt.key : newKey();
      setAttempt({ key: sent, body: text });
      return read(api.POST('/v1/patients', { params: { header: writeHeaders(sent) }, body }));
    },
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: ['patients'] });
      void navigate(`/patients/${id}`);
    },
  });
  const errors = act.error instanceof Problem ? act.error.errors : [];
  const item = (name: keyof Registered, must = true) => {
    const own = errors.filter(({ field }) => field === name);
    return {
      name,
      label: t(name === 'sexCode' ? 'sex' : name),
      rules: must ? [{ required: true, message: t('must') }] : [],
      ...(own.length > 0
        ? { validateStatus: 'error' as const, help: own.map(({ message }) => message).join(' ') }
        : {}),
    };
  };
  const codes = (group: string, list: readonly (string | number)[]) =>
    list.map((value) => ({ value, label: t(`${group}.${value}`) }));
  return (
    <Modal open title={t('register')} footer={null} onCancel={onClose} destroyOnHidden>
      <Form<Registered> layout="vertical" onFinish={(body) => act.mutate(body)} initialValues={{ idType: '01' }}>
        {act.isError ? <ProblemAlert error={act.error} /> : null}
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
          <Select mode="multiple" options={codes('keyGroup', KEY_GROUPS)} />
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
