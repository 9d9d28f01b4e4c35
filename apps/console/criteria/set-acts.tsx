import { Alert, Button, Flex, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../act/act';
import { api, read, type Schema, writeHeaders } from '../api/client';
import { ProblemAlert } from '../problem/problem-alert';
import { useSession } from '../session/session';

interface Props {
  readonly set: Schema<'CriteriaSetView'>;
  /** The version that its reader sees. */
  readonly version: number;
}

const ACTS = ['approve', 'enforce', 'withdraw'] as const;
type Act = (typeof ACTS)[number];

/** In which state a set may be approved, put in force or taken back; who may not is told so by the API. */
const OPEN: Record<Act, readonly Props['set']['state'][]> = {
  approve: ['draft'],
  enforce: ['approved'],
  withdraw: ['approved', 'planned', 'in-force'],
};

/** What can be done with a set by whoever reads it. */
export function SetActs({ set, version }: Props) {
  const { t } = useTranslation('criteria');
  const { account, roles } = useSession();
  const [asking, setAsking] = useState<Act>();
  const isAuthority = roles.includes('county-health-authority');
  const isOwnDraft = set.state === 'draft' && set.createdBy === account;
  const acts = ACTS.filter((act) => OPEN[act].includes(set.state) && (act === 'approve' ? !isOwnDraft : isAuthority));
  return (
    <>
      {set.state === 'sample' ? <Alert type="warning" showIcon title={t('isSample')} /> : null}
      {isOwnDraft ? <Alert type="info" showIcon title={t('needsAnother')} /> : null}
      <Flex gap="small">
        {acts.map((act) => (
          <Button key={act} danger={act === 'withdraw'} onClick={() => setAsking(act)}>
            {t(`acts.${act}`)}
          </Button>
        ))}
      </Flex>
      {asking ? <ActDialog id={set.id} version={version} act={asking} onClose={() => setAsking(undefined)} /> : null}
    </>
  );
}

interface DialogProps {
  readonly id: string;
  readonly version: number;
  readonly act: Act;
  readonly onClose: () => void;
}

function ActDialog({ id, version, act, onClose }: DialogProps) {
  const { t } = useTranslation('criteria');
  const [form] = Form.useForm<{ said: string }>();
  const doing = useAct(({ said }: { said: string }, key) => {
    const params = { path: { id }, header: writeHeaders(key, version) };
    if (act === 'approve')
      return read(api.POST('/v1/criteria-sets/{id}/approvals', { params, body: { basis: said.trim() } }));
    if (act === 'enforce')
      return read(api.POST('/v1/criteria-sets/{id}/enforcements', { params, body: { from: said } }));
    return read(api.POST('/v1/criteria-sets/{id}/withdrawals', { params, body: { reason: said.trim() } }));
  });
  return (
    <Modal
      open
      title={t(`acts.${act}`)}
      okText={t(`acts.${act}`)}
      okButtonProps={{ danger: act === 'withdraw', loading: doing.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      <p>{t(`actMeans.${act}`)}</p>
      {doing.isError ? <ProblemAlert error={doing.error} /> : null}
      <Form form={form} layout="vertical" onFinish={(typed) => doing.mutate(typed, { onSuccess: onClose })}>
        <Form.Item
          name="said"
          label={t(`asks.${act}`)}
          rules={[{ required: true, whitespace: true, message: t('needed') }, { max: 500 }]}
        >
          <Input type={act === 'enforce' ? 'date' : 'text'} autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  );
}
