import { Alert, Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '../act/act';
import type { Schema } from '../api/client';
import { ProblemAlert } from '../problem/problem-alert';
import { useSession } from '../session/session';
import { propose, type Service } from './service-policies';
import { readTyped } from './value';

interface Typed {
  readonly value: string;
  readonly kind: Schema<'PolicyScope'>['kind'];
  readonly code: string;
  readonly validFrom: string;
  readonly source: string;
}

const SCOPES = ['county', 'consortium', 'institution'] as const;

/** A new version of one parameter, for a second person to approve. */
export function ProposeForm({ service, name }: { readonly service: Service; readonly name: string }) {
  const { t } = useTranslation('policy');
  const { county } = useSession();
  const send = useAct(({ value, kind, code, validFrom, source }: Typed, key: string) => {
    const body = { key: name, scope: { kind, code }, value: readTyped(value), validFrom, source };
    return propose(service, body as Schema<'ProposePolicy'>, key);
  });
  const needed = [{ required: true, message: t('needed') }];
  return (
    <Form<Typed>
      layout="vertical"
      style={{ maxWidth: 520, marginTop: 16 }}
      initialValues={{ kind: 'county', code: county }}
      onFinish={(typed) => send.mutate(typed)}
    >
      <h3>{t('propose')}</h3>
      <Form.Item name="value" label={t('value')} rules={needed}>
        <Input />
      </Form.Item>
      <Form.Item name="kind" label={t('scope')} rules={needed}>
        <Select options={SCOPES.map((value) => ({ value, label: t(`scopes.${value}`) }))} />
      </Form.Item>
      <Form.Item name="code" label={t('scopeCode')} rules={needed}>
        <Input />
      </Form.Item>
      <Form.Item name="validFrom" label={t('validFrom')} rules={needed}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="source" label={t('source')} rules={needed}>
        <Input />
      </Form.Item>
      {send.error ? <ProblemAlert error={send.error} /> : null}
      {send.isSuccess ? <Alert type="success" showIcon title={t('proposed')} /> : null}
      <Button htmlType="submit" type="primary" loading={send.isPending}>
        {t('propose')}
      </Button>
    </Form>
  );
}
