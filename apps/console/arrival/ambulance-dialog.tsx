import { Form, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '../act/act';
import { api, read, type Schema, writeHeaders } from '../api/client';
import { ProblemAlert } from '../problem/problem-alert';
import { InstantInput } from '../time/instant-input';
import type { Expected } from './use-arrivals';

interface Props {
  readonly item: Expected;
  readonly onClose: () => void;
}

/** Checks in who came by ambulance, with the time at the door and the time at which the crew was free again. */
export function AmbulanceDialog({ item: { id, version, referralNo }, onClose }: Props) {
  const { t } = useTranslation('arrival');
  const [form] = Form.useForm<Schema<'Arrival'>>();
  const arrive = useAct((body: Schema<'Arrival'>, key) =>
    read(
      api.POST('/v1/referrals/{id}/arrivals', { params: { path: { id }, header: writeHeaders(key, version) }, body }),
    ),
  );
  return (
    <Modal
      open
      title={`${t('ambulance')} · ${referralNo}`}
      okText={t('checkIn')}
      okButtonProps={{ loading: arrive.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      {arrive.isError ? <ProblemAlert error={arrive.error} /> : null}
      <Form form={form} layout="vertical" onFinish={(times) => arrive.mutate(times, { onSuccess: onClose })}>
        <Form.Item name="arrivedAmbulanceAt" label={t('ambulanceAt')}>
          <InstantInput />
        </Form.Item>
        <Form.Item name="handoverDoneAt" label={t('handoverAt')} extra={t('handoverLater')}>
          <InstantInput />
        </Form.Item>
      </Form>
    </Modal>
  );
}
