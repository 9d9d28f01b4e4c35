import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '../act/act';
import { api, read, type Schema } from '../api/client';
import { type Line, paramsOf, WITHDRAWAL_REASONS } from './question';
import { TextForm } from './text-form';

interface Props {
  readonly question: Line;
}

/** C04: what the specialist needs to know first. */
export function ReturnForm({ question }: Props) {
  const { t } = useTranslation('question');
  const act = useAct((body: Schema<'InformationRequest'>, key) =>
    read(api.POST('/v1/teleconsultations/{id}/returns', { params: paramsOf(question, key), body })),
  );
  return <TextForm name="return" label={t('missing')} send={t('step.return')} act={act} onSend={act.mutate} />;
}

/** C05: what was missing; the question stands again. */
export function InformForm({ question }: Props) {
  const { t } = useTranslation('question');
  const act = useAct((body: Schema<'Supplement'>, key) =>
    read(api.POST('/v1/teleconsultations/{id}/supplements', { params: paramsOf(question, key), body })),
  );
  return <TextForm name="inform" label={t('supplement')} send={t('step.inform')} act={act} onSend={act.mutate} />;
}

/** C07: the asker needs no answer any more, and says why. */
export function WithdrawForm({ question }: Props) {
  const { t } = useTranslation('question');
  const act = useAct((body: Schema<'Withdrawal'>, key) =>
    read(api.POST('/v1/teleconsultations/{id}/withdrawals', { params: paramsOf(question, key), body })),
  );
  return (
    <TextForm<Schema<'Withdrawal'>>
      name="withdraw"
      label={t('more')}
      optional
      longest={500}
      send={t('step.withdraw')}
      act={act}
      onSend={({ reason, text }) => act.mutate({ reason, ...(text?.trim() ? { text } : {}) })}
    >
      <Form.Item name="reason" label={t('why')} rules={[{ required: true, message: t('needed') }]}>
        <Select options={WITHDRAWAL_REASONS.map((value) => ({ value, label: t(`withdrawal.${value}`) }))} />
      </Form.Item>
    </TextForm>
  );
}
