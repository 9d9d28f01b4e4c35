import { Alert, Form, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '../act/act';
import { api, read, type Schema, writeHeaders } from '../api/client';
import { Problem } from '../problem/problem';
import { ProblemAlert } from '../problem/problem-alert';
import { useActions } from '../referral/use-referral';
import { Waiting } from '../shell/waiting';
import { decisionOf, type Entered, type Kind, standingOf } from './decision';
import { DecisionFields } from './decision-fields';
import { WhyNot } from './why-not';

interface Props {
  readonly referral: Pick<Schema<'ReferralItem'>, 'id' | 'referralNo' | 'to'>;
  readonly kind: Kind;
  readonly onClose: () => void;
  readonly onDone?: () => void;
}

/** Asks for what a decision needs and sends it with the version that its reader saw; says why it cannot be taken. */
export function DecisionDialog({ referral, kind, onClose, onDone }: Props) {
  const { t } = useTranslation('decision');
  const [form] = Form.useForm<Entered>();
  const actions = useActions(referral.id);
  const { id } = referral;
  const decide = useAct((sent: { entered: Entered; version: number }, key: string) =>
    read(
      api.POST('/v1/referrals/{id}/decisions', {
        params: { path: { id }, header: writeHeaders(key, sent.version) },
        body: decisionOf(kind, sent.entered),
      }),
    ),
  );
  const standing = actions.data && standingOf(kind, actions.data);
  const overtaken = decide.error instanceof Problem && [409, 412].includes(decide.error.status);
  return (
    <Modal
      open
      title={`${t(`kind.${kind}`)} · ${referral.referralNo}`}
      okText={t(`kind.${kind}`)}
      okButtonProps={{ disabled: !standing?.open, loading: decide.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      {actions.isError ? <ProblemAlert error={actions.error} onRetry={() => void actions.refetch()} /> : null}
      {actions.isPending ? <Waiting /> : null}
      {standing && actions.data && !standing.open ? <WhyNot state={actions.data.state} {...standing} /> : null}
      {decide.isError && !overtaken ? <ProblemAlert error={decide.error} /> : null}
      {overtaken ? <Alert type="info" showIcon title={t('overtaken')} /> : null}
      {standing?.open && actions.data ? (
        <Form<Entered>
          form={form}
          layout="vertical"
          onFinish={(entered) =>
            decide.mutate(
              { entered, version: actions.data.version },
              {
                onSuccess: () => {
                  onDone?.();
                  onClose();
                },
              },
            )
          }
        >
          <DecisionFields kind={kind} to={referral.to} reasons={standing.reasons} />
        </Form>
      ) : null}
    </Modal>
  );
}
