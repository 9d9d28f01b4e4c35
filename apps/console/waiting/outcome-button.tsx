import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../act/act';
import { api, read, writeHeaders } from '../api/client';
import { ProblemAlert } from '../problem/problem-alert';
import { OutcomeText } from './outcome-text';
import type { Item } from './waiting';

/** T29, T30, T28: the outcome is read, then acknowledged in one click, or asked back once. */
export function OutcomeButton({ item }: { readonly item: Item }) {
  const { t } = useTranslation('waiting');
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [question, setQuestion] = useState('');
  const { id, version } = item;
  const params = (key: string) => ({ path: { id }, header: writeHeaders(key, version) });
  const acknowledge = useAct((_: undefined, key: string) =>
    read(api.POST('/v1/referrals/{id}/acknowledgements', { params: params(key), body: {} })),
  );
  const ask = useAct((text: string, key: string) =>
    read(api.POST('/v1/referrals/{id}/outcome-queries', { params: params(key), body: { text } })),
  );
  const done = (said: string) => ({
    onSuccess: () => {
      setOpen(false);
      message.success(t(said));
    },
  });
  return (
    <>
      <Button type="primary" size="small" onClick={() => setOpen(true)}>
        {t('way.acknowledge')}
      </Button>
      <Modal
        open={open}
        title={t('outcome.name')}
        onCancel={() => setOpen(false)}
        destroyOnHidden
        footer={[
          <Button
            key="ask"
            disabled={question.trim() === ''}
            loading={ask.isPending}
            onClick={() => ask.mutate(question.trim(), done('outcome.asked'))}
          >
            {t('outcome.ask')}
          </Button>,
          <Button
            key="acknowledge"
            type="primary"
            loading={acknowledge.isPending}
            onClick={() => acknowledge.mutate(undefined, done('outcome.done'))}
          >
            {t('outcome.acknowledge')}
          </Button>,
        ]}
      >
        <OutcomeText id={id} />
        <label htmlFor={`question-${id}`}>{t('outcome.question')}</label>
        <Input.TextArea
          id={`question-${id}`}
          value={question}
          maxLength={2000}
          rows={2}
          onChange={(e) => setQuestion(e.target.value)}
        />
        {acknowledge.isError ? <ProblemAlert error={acknowledge.error} /> : null}
        {ask.isError ? <ProblemAlert error={ask.error} /> : null}
      </Modal>
    </>
  );
}
