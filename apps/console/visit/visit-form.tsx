import { Button, Form, Input, Radio } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../act/act';
import { AdvicePanel } from '../advice/advice-panel';
import { AskedFields } from '../advice/asked-fields';
import { needsReason, PLANS, planOf } from '../advice/overrule';
import { OverruleFields } from '../advice/overrule-fields';
import { Symptoms } from '../advice/symptoms';
import { useAdvice } from '../advice/use-advice';
import { api, read, type Schema, writeHeaders } from '../api/client';
import { DiagnosisPicker } from '../diagnosis/diagnosis-picker';
import { InSight } from '../problem/in-sight';
import { ProblemAlert } from '../problem/problem-alert';
import { Part } from '../refer/field';
import { countyNow } from '../time/clock';
import { useSettled } from '../time/settled';
import { VitalFields } from '../vital/vital-fields';
import { Known } from './known';
import { adviceQuestion, type Visit, visitBody } from './values';

interface Props {
  readonly patientId: string;
  readonly onRecorded: (visit: Schema<'JudgedVisit'>, typed: Visit) => void;
}

const now = () => new Date(countyNow()).toISOString();

/** The visit is typed; the advice appears meanwhile. */
export function VisitForm({ patientId, onRecorded }: Props) {
  const { t } = useTranslation('visit');
  const [form] = Form.useForm<Visit>();
  const start: Visit = { patientId };
  const typed = (Form.useWatch((all: Visit) => all, { form, preserve: true }) as Visit | undefined) ?? start;
  const settled = useSettled(typed, 150);
  const question = useMemo(() => adviceQuestion({ ...settled, patientId }, now()), [settled, patientId]);
  const advice = useAdvice(question);
  const record = useAct(async (whole: Visit, key, at) => {
    const params = { header: writeHeaders(key) };
    return read(api.POST('/v1/visits', { params, body: visitBody(whole, at) }));
  });
  const plan = typed.plan ?? (advice.data && planOf(advice.data));
  const overruled = advice.data && typed.plan && needsReason(advice.data, { plan: typed.plan });

  const save = () => {
    const whole = { ...(form.getFieldsValue(true) as Visit), patientId, ...(plan ? { plan } : {}) };
    record.mutate(whole, {
      onSuccess: (visit) => onRecorded(visit, whole),
      onError: ({ errors }) => {
        const named = errors.map(({ field }) => (field.startsWith('diagnoses') ? ['diagnoses'] : field.split('.')));
        if (named[0]) form.getFieldInstance(named[0] as never)?.focus?.();
      },
    });
  };

  return (
    <Form<Visit> form={form} name="visit" layout="vertical" initialValues={start} onFinish={save} className="refer">
      <div>
        {record.isError ? (
          <InSight>
            <ProblemAlert error={record.error} onRetry={save} />
          </InSight>
        ) : null}
        <Part title={t('part.complaint')}>
          <Form.Item name="diagnoses" label={t('diagnoses')} required>
            <DiagnosisPicker />
          </Form.Item>
          <Form.Item name="complaint" label={t('complaint')}>
            <Input.TextArea maxLength={2000} autoSize={{ minRows: 2, maxRows: 8 }} />
          </Form.Item>
          <VitalFields at={['vitals']} />
        </Part>
        <Part title={t('part.findings')}>
          <Form.Item name={['findings', 'symptoms']} label={t('advice:symptoms')}>
            <Symptoms />
          </Form.Item>
          <div className="row">
            <AskedFields advice={advice.data} />
          </div>
        </Part>
        <Part title={t('part.plan')}>
          <Form.Item label={t('plan')} htmlFor="visit_plan">
            <Radio.Group
              aria-label={t('plan')}
              id="visit_plan"
              value={plan}
              onChange={({ target }) => form.setFieldValue('plan', target.value as Visit['plan'])}
              options={PLANS.map((one) => ({ value: one, label: t(`advice:plan.${one}`) }))}
            />
          </Form.Item>
          {overruled ? <OverruleFields /> : null}
        </Part>
        <Button type="primary" size="large" htmlType="submit" loading={record.isPending}>
          {t('save')}
        </Button>
      </div>
      <aside aria-label={t('beside')}>
        <AdvicePanel query={advice} />
        <Known patientId={patientId} />
      </aside>
    </Form>
  );
}
