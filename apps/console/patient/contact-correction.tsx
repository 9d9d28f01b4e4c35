import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../act/act';
import { api, read, type Schema, writeHeaders } from '../api/client';
import { makeStale } from '../live/stale';
import { Problem } from '../problem/problem';
import { ProblemAlert } from '../problem/problem-alert';
import { useFaultHelp } from '../problem/use-fault-help';

type Contact = Schema<'CorrectContact'>;

interface Props {
  readonly id: string;
  readonly onCorrected: () => void;
}

/** Writes down how the patient is reached from now on; messages go to the new number at once. */
export function ContactCorrection({ id, onCorrected }: Props) {
  const { t } = useTranslation('patient');
  const [open, setOpen] = useState(false);
  const queries = useQueryClient();
  const helpFor = useFaultHelp();
  const [form] = Form.useForm<Contact>();
  const act = useAct((body: Contact, key: string) =>
    read(api.POST('/v1/patients/{id}/contacts', { params: { path: { id }, header: writeHeaders(key) }, body })),
  );
  const close = () => {
    setOpen(false);
    act.reset();
  };
  const corrected = () => {
    close();
    makeStale(queries, ['patient']);
    onCorrected();
  };
  const errors = act.error instanceof Problem ? act.error.errors : [];
  const item = (name: keyof Contact) => ({
    name,
    label: t(name),
    rules: [{ required: true, message: t('must') }],
    ...helpFor(errors.filter(({ field }) => field === name)),
  });
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('correct')}</Button>
      <Modal
        open={open}
        title={t('correct')}
        okText={t('save')}
        onOk={form.submit}
        onCancel={close}
        confirmLoading={act.isPending}
        destroyOnHidden
      >
        <Form<Contact>
          form={form}
          name="contact"
          layout="vertical"
          preserve={false}
          onFinish={(contact) => act.mutate(contact, { onSuccess: corrected })}
        >
          {act.isError ? <ProblemAlert error={act.error} label={(name) => t(name)} /> : null}
          <Form.Item {...item('phone')}>
            <Input inputMode="tel" maxLength={20} autoComplete="off" />
          </Form.Item>
          <Form.Item {...item('address')}>
            <Input maxLength={200} autoComplete="off" />
          </Form.Item>
        </Form>
      </Modal>
    </>
  );
}
