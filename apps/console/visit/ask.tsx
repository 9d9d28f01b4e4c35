import { Alert, Button, Form, Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '../act/act';
import { api, read, type Schema, writeHeaders } from '../api/client';
import { useOptions } from '../code/options';
import { CONSENT_METHODS } from '../form/codes';
import { isHospital, useHouseOptions } from '../institution/house-options';
import { ProblemAlert } from '../problem/problem-alert';
import { Part } from '../refer/field';
import { Deadline } from '../time/deadline';
import { asked, type Question, type Visit } from './values';

interface Props {
  readonly visit: Schema<'JudgedVisit'>;
  readonly typed: Visit;
}

/** Asks a department of an upper hospital about the patient who was just seen; the findings go along. */
export function Ask({ visit, typed }: Props) {
  const { t } = useTranslation('visit');
  const options = useOptions();
  const { houses, departments } = useHouseOptions();
  const [form] = Form.useForm<Question>();
  const ask = useAct((question: Question, key, at) =>
    read(
      api.POST('/v1/teleconsultations', {
        params: { header: writeHeaders(key) },
        body: asked(visit, typed, question, at),
      }),
    ),
  );
  const institution = Form.useWatch('institution', form);
  const line = ask.data;
  if (line) {
    return (
      <Alert
        role="status"
        type="success"
        showIcon
        title={t('asked')}
        description={line.dueAt ? <Deadline at={line.dueAt} /> : null}
      />
    );
  }
  return (
    <Form<Question>
      form={form}
      name="ask"
      layout="vertical"
      initialValues={{ urgencyClass: 'U3', method: 'paper', chiefComplaint: typed.complaint?.slice(0, 100) }}
      onFinish={(question) => ask.mutate(question)}
    >
      <Part title={t('ask')}>
        {ask.isError ? <ProblemAlert error={ask.error} /> : null}
        <Form.Item name="institution" label={t('askWhere')} rules={[{ required: true, message: t('needed') }]}>
          <Select options={houses(isHospital)} />
        </Form.Item>
        <Form.Item name="deptCode" label={t('askDepartment')} rules={[{ required: true, message: t('needed') }]}>
          <Select options={departments(institution)} />
        </Form.Item>
        <Form.Item name="urgencyClass" label={t('askUrgency')}>
          <Radio.Group aria-label={t('askUrgency')} options={options('code:urgency', ['U2', 'U3', 'U4'])} />
        </Form.Item>
        <Form.Item
          name="chiefComplaint"
          label={t('complaint')}
          rules={[{ required: true, min: 4, message: t('four') }]}
        >
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="question" label={t('question')} rules={[{ required: true, min: 4, message: t('four') }]}>
          <Input.TextArea maxLength={2000} autoSize={{ minRows: 2, maxRows: 8 }} />
        </Form.Item>
        <Form.Item name="method" label={t('consent')}>
          <Select options={options('form:consentMethod', CONSENT_METHODS)} />
        </Form.Item>
        <Form.Item>
          <Button type="primary" htmlType="submit" loading={ask.isPending}>
            {t('sendQuestion')}
          </Button>
        </Form.Item>
      </Part>
    </Form>
  );
}
