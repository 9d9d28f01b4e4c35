import { Button, Flex, Form, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';
import { ProblemAlert } from '../problem/problem-alert';
import type { Referral } from '../referral/use-referral';
import { ACTION_FORMS, type Occasion } from './action-forms';
import { FieldInput } from './field-input';
import { bodyOf, type Field, fieldOf, type Typed } from './fields';
import { Meanwhile } from './meanwhile';
import { useAct } from './use-act';

interface Props {
  readonly action: Schema<'ActionView'>;
  readonly referral: Referral;
  readonly onClose: () => void;
  readonly onDone: (answer: Schema<'ReferralView'>) => void;
}

/** The form of one action; what was typed stays through every refusal. */
export function ActDialog({ action, referral, onClose, onDone }: Props) {
  const { t } = useTranslation('action');
  const [form] = Form.useForm<Typed>();
  const act = useAct((answer) => {
    onDone(answer);
    onClose();
  });
  const occasion: Occasion = { ...referral, transition: action.transition };
  const { fields: fieldsFor, grave } = ACTION_FORMS[action.action] ?? { fields: () => [], grave: undefined };
  const fields = fieldsFor(occasion);
  const title = t(`name.${action.action}`, { defaultValue: action.action });
  const send = (typed: Typed) => {
    const body = bodyOf(fields, { ...flagsOff(fields), ...typed }, action.body);
    act.mutate({ href: action.href, body, version: referral.version });
  };
  const errors = act.error?.errors ?? [];
  return (
    <Modal
      open
      title={`${title} · ${referral.referralNo}`}
      footer={null}
      onCancel={onClose}
      width={640}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" onFinish={send} requiredMark="optional">
        <p>{t(`help.${action.action}`, { defaultValue: '' })}</p>
        {act.error?.status === 412 || act.error?.status === 409 ? <Meanwhile referral={referral} /> : null}
        {act.isError ? <ProblemAlert error={act.error} /> : null}
        {fields.map((field) => (
          <Form.Item
            key={field.path}
            name={field.path}
            label={field.kind === 'flag' ? undefined : t(`field.${field.path}`)}
            required={'must' in field}
            valuePropName={field.kind === 'flag' ? 'checked' : 'value'}
            rules={'must' in field ? [{ required: true, message: t('must') }] : []}
            {...refused(fields, errors, field)}
          >
            <FieldInput field={field} referral={referral} />
          </Form.Item>
        ))}
        <Flex justify="end" gap="small">
          <Button onClick={onClose}>{t('leave')}</Button>
          <Button
            type="primary"
            danger={grave ?? false}
            htmlType="submit"
            loading={act.isPending}
            autoFocus={fields.length === 0}
          >
            {title}
          </Button>
        </Flex>
      </Form>
    </Modal>
  );
}

/** A box that nobody has ticked says no. */
function flagsOff(fields: readonly Field[]): Typed {
  return Object.fromEntries(fields.filter(({ kind }) => kind === 'flag').map(({ path }) => [path, false]));
}

function refused(fields: readonly Field[], errors: readonly { field: string; message: string }[], { path }: Field) {
  const own = errors.filter(({ field }) => fieldOf(fields, field) === path);
  if (own.length === 0) return {};
  return { validateStatus: 'error' as const, help: own.map(({ message }) => message).join(' ') };
}
