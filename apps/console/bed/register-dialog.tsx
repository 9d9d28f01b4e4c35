import { Checkbox, Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '../act/act';
import { api, read, type Schema, writeHeaders } from '../api/client';
import { useHouseOptions } from '../institution/house-options';
import { ProblemAlert } from '../problem/problem-alert';
import { useSession } from '../session/session';
import { CLASSES } from './classes';

type Bed = Schema<'BedRegistration'>;

/** Registers a bed; the same name again changes it, and opens it if it was closed. */
export function RegisterDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('bed');
  const { institution } = useSession();
  const { departments } = useHouseOptions();
  const [form] = Form.useForm<Bed>();
  const register = useAct((bed: Bed, key) =>
    read(api.POST('/v1/beds', { params: { header: writeHeaders(key) }, body: { beds: [bed] } })),
  );
  const needed = [{ required: true, message: t('needed') }];
  return (
    <Modal
      open
      title={t('register')}
      okText={t('register')}
      okButtonProps={{ loading: register.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      <p>{t('registerMeans')}</p>
      {register.isError ? <ProblemAlert error={register.error} /> : null}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ bedClass: 'general', staffed: true }}
        onFinish={(bed) => register.mutate(bed, { onSuccess: onClose })}
      >
        <Form.Item name="label" label={t('label')} rules={[...needed, { max: 40 }]}>
          <Input autoFocus />
        </Form.Item>
        <Form.Item name="group" label={t('ward')} rules={needed}>
          <Select options={departments(institution)} />
        </Form.Item>
        <Form.Item name="bedClass" label={t('bedClass')} rules={needed}>
          <Select options={CLASSES.map((value) => ({ value, label: t(`class.${value}`) }))} />
        </Form.Item>
        <Form.Item name="staffed" valuePropName="checked">
          <Checkbox>{t('staffed')}</Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  );
}
