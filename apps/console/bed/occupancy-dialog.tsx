import { useQuery } from '@tanstack/react-query';
import { Form, Input, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../act/act';
import { api, read, type Schema, writeHeaders } from '../api/client';
import { ProblemAlert } from '../problem/problem-alert';
import { Waiting } from '../shell/waiting';
import { Moment } from '../time/moment';
import { useOccupancy } from './use-beds';
import { WardSelect } from './ward-select';

interface Props {
  readonly id: string;
  readonly group: string;
  readonly onClose: () => void;
}

/** The patient leaves a bed: discharged, or moved to one that is free. */
export function OccupancyDialog({ id, group, onClose }: Props) {
  const { t } = useTranslation('bed');
  const [form] = Form.useForm<Schema<'OccupancyEnd'>>();
  const kind = Form.useWatch('kind', form);
  const [ward, setWard] = useState(group);
  const occupancy = useOccupancy(id);
  const free = useQuery({
    queryKey: ['beds', 'free', ward],
    enabled: kind === 'move',
    queryFn: ({ signal }) =>
      read(api.GET('/v1/beds', { params: { query: { group: ward, occupied: false, limit: 100 } }, signal })),
  });
  const end = useAct((body: Schema<'OccupancyEnd'>, key) =>
    read(
      api.POST('/v1/occupancies/{id}/ends', {
        params: { path: { id }, header: writeHeaders(key, occupancy.data?.version) },
        body,
      }),
    ),
  );
  return (
    <Modal
      open
      title={t('leaveTitle')}
      okText={t('send')}
      okButtonProps={{ loading: end.isPending, disabled: !occupancy.data }}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      {occupancy.isPending ? <Waiting /> : null}
      {occupancy.isError ? <ProblemAlert error={occupancy.error} onRetry={() => void occupancy.refetch()} /> : null}
      {end.isError ? <ProblemAlert error={end.error} /> : null}
      {occupancy.data ? (
        <Form
          form={form}
          layout="vertical"
          initialValues={{ kind: 'discharge' }}
          onFinish={(body) => end.mutate(body, { onSuccess: onClose })}
        >
          <p>
            {t('lies', { label: occupancy.data.body.bedLabel })} <Moment at={occupancy.data.body.from} />
          </p>
          <Form.Item name="kind" label={t('how')}>
            <Radio.Group
              aria-label={t('how')}
              options={['discharge', 'move'].map((value) => ({ value, label: t(`end.${value}`) }))}
            />
          </Form.Item>
          {kind === 'move' ? (
            <>
              <Form.Item label={t('ward')}>
                <WardSelect
                  value={ward}
                  onChange={(chosen) => {
                    form.resetFields(['bedId']);
                    setWard(chosen ?? group);
                  }}
                />
              </Form.Item>
              <Form.Item name="bedId" label={t('whichBed')} rules={[{ required: true, message: t('needed') }]}>
                <Select
                  loading={free.isPending}
                  options={(free.data?.items ?? [])
                    .filter(({ closedAt }) => !closedAt)
                    .map(({ id: value, label }) => ({ value, label }))}
                />
              </Form.Item>
              <Form.Item name="reason" label={t('reasonIfOther')}>
                <Input maxLength={200} />
              </Form.Item>
            </>
          ) : null}
        </Form>
      ) : null}
    </Modal>
  );
}
