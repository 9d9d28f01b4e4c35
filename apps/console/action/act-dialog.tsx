import { Button, Flex, Form, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';
import { InSight } from '../problem/in-sight';
import { ProblemAlert } from '../problem/problem-alert';
import { useFaultHelp } from '../problem/use-fault-help';
import { Exchange } from '../referral/exchange';
import type { Referral } from '../referral/use-referral';
import { ACTION_FORMS, type ActionForm, type Occasion } from './action-forms';
import { FieldInput } from './field-input';
import { bodyOf, type Field, fieldOf, type Typed } from './fields';
import { Meanwhile } from './meanwhile';
import { useAction } from './use-action';

interface Props {
  readonly action: Schema<'ActionView'>;
  readonly referral: Referral;
  readonly onClose: () => void;
  readonly onDone: (answer: Schema<'ReferralView'>) => void;
}

/** Whoever answers sees what he was asked. */
const ANSWERS = ['answer', 'return-outcome'];

/** The form of one action; what was typed stays through every refusal. */
export function ActDialog({ action, referral, onClose, onDone }: Props) {
  const { t } = useTranslation('action');
  const helpFor = useFaultHelp();
  const [form] = Form.useForm<Typed>();
  const act = useAction(referral.version);
  const { transition, reasons } = action;
  const occasion: Occasion = { ...referral, transition, ...(reasons ? { reasons } : {}) };
  const { fields: fieldsFor, grave, unmarked }: ActionForm = ACTION_FORMS[action.action] ?? { fields: () => [] };
  const fields = fieldsFor(occasion);
  const title = t(`name.${action.action}`, { defaultValue: action.action });
  const send = (typed: Typed) => {
    const body = bodyOf(fields, typed, action.body);
    act.mutate(
      { href: action.href, body },
      {
        onSuccess: (answer) => {
          onDone(answer);
          onClose();
        },
      },
    );
  };
  const errors = act.error?.errors ?? [];
  const labelOf = (path: string) => {
    const field = fieldOf(fields, path);
    return field && t(`field.${field}`);
  };
  return (
    <Modal
      open
      title={`${title} · ${referral.referralNo}`}
      footer={null}
      onCancel={onClose}
      width={640}
      destroyOnHidden
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={flagsOff(fields)}
        onFinish={send}
        requiredMark={unmarked ? false : 'optional'}
      >
        <p>{t(`help.${action.action}`, { defaultValue: '' })}</p>
        {ANSWERS.includes(action.action) ? <Exchange referral={referral} /> : null}
        {act.isError ? (
          <InSight>
            {act.error.status === 412 || act.error.status === 409 ? <Meanwhile referral={referral} /> : null}
            <ProblemAlert error={act.error} label={labelOf} />
          </InSight>
        ) : null}
        {fields.map((field) => (
          <Form.Item
            key={field.path}
            name={field.path}
            label={field.kind === 'flag' ? undefined : t(`field.${field.path}`)}
            required={'must' in field}
            valuePropName={field.kind === 'flag' ? 'checked' : 'value'}
            rules={'must' in field ? [{ required: true, message: t('must') }] : []}
            {...helpFor(errors.filter((error) => fieldOf(fields, error.field) === field.path))}
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
