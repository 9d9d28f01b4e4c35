import { Form, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '../act/act';
import { api, read, type Schema } from '../api/client';
import { REFERRAL_REASONS } from '../form/codes';
import { ADVICE_OUTCOMES, type Line, paramsOf } from './question';
import { TextForm } from './text-form';

type Advice = Schema<'Advice'>;

/** C06: the signed advice; whoever advises to refer says why. */
export function AnswerForm({ question }: { readonly question: Line }) {
  const { t } = useTranslation(['question', 'form', 'code']);
  const answer = useAct((body: Advice, key) =>
    read(api.POST('/v1/teleconsultations/{id}/answers', { params: paramsOf(question, key), body })),
  );
  return (
    <TextForm<Advice>
      name="answer"
      label={t('advice')}
      send={t('step.answer')}
      act={answer}
      onSend={({ outcome, text, reasonCode, urgencyClass }) =>
        answer.mutate({
          outcome,
          text,
          ...(outcome !== 'stay-local' && reasonCode ? { reasonCode } : {}),
          ...(outcome !== 'stay-local' && urgencyClass ? { urgencyClass } : {}),
        })
      }
    >
      <Form.Item name="outcome" label={t('outcome')} rules={[{ required: true, message: t('needed') }]}>
        <Radio.Group
          aria-label={t('outcome')}
          options={ADVICE_OUTCOMES.map((value) => ({ value, label: t(`outcomes.${value}`) }))}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={['outcome']}>
        {({ getFieldValue }) => {
          const outcome = getFieldValue('outcome') as Advice['outcome'] | undefined;
          if (!outcome || outcome === 'stay-local') return null;
          return (
            <>
              <Form.Item name="reasonCode" label={t('reasons')} rules={[{ required: true, message: t('needed') }]}>
                <Select
                  mode="multiple"
                  showSearch={{ optionFilterProp: 'label' }}
                  options={REFERRAL_REASONS.map((value) => ({ value, label: t(`form:referralReason.${value}`) }))}
                />
              </Form.Item>
              <Form.Item name="urgencyClass" label={t('urgency')} extra={t('urgencyHint')}>
                <Radio.Group
                  aria-label={t('urgency')}
                  options={(outcome === 'emergency' ? ['U1', 'U2'] : ['U2', 'U3', 'U4']).map((value) => ({
                    value,
                    label: t(`code:urgency.${value}`),
                  }))}
                />
              </Form.Item>
            </>
          );
        }}
      </Form.Item>
    </TextForm>
  );
}
