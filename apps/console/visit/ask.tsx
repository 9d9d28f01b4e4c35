import { Alert, Button, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, newKey, read, type Schema, writeHeaders } from '../api/client';
import { useDirectory, useNames } from '../institution/directory';
import { ProblemAlert } from '../problem/problem-alert';
import { Part } from '../refer/field';
import { CONSENT_METHODS, useOptions } from '../refer/options';
import { isFinal } from '../refer/send';
import { countyNow } from '../time/clock';
import { Deadline } from '../time/deadline';
import { asked, type Question, type Visit } from './values';

interface Props {
  readonly visit: Schema<'JudgedVisit'>;
  readonly typed: Visit;
}

/** Asks a department of an upper hospital about the patient who was just seen; the findings go along. */
export function Ask({ visit, typed }: Props) {
  const { t, i18n } = useTranslation('visit');
  const options = useOptions();
  const names = useNames();
  const { data } = useDirectory();
  const [form] = Form.useForm<Question>();
  const [key, setKey] = useState(newKey);
  const [error, setError] = useState<unknown>();
  const [line, setLine] = useState<Schema<'TeleconsultationLine'>>();
  const institution = Form.useWatch('institution', form);
  const hospitals = [...(data?.values() ?? [])].filter(({ tier }) => tier >= 3);
  const departments = data?.get(institution ?? '')?.departments ?? [];
  const send = async (question: Question) => {
    setError(undefined);
    try {
      const body = asked(visit, typed, question, new Date(countyNow()).toISOString());
      setLine(await read(api.POST('/v1/teleconsultations', { params: { header: writeHeaders(key) }, body })));
    } catch (cause) {
      setError(cause);
      if (isFinal(cause)) setKey(newKey());
    }
  };
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
      onFinish={(question) => void send(question)}
    >
      <Part title={t('ask')}>
        {error ? <ProblemAlert error={error} /> : null}
        <Form.Item name="institution" label={t('askWhere')} rules={[{ required: true, message: t('needed') }]}>
          <Select options={hospitals.map(({ code }) => ({ value: code, label: names.institution(code) }))} />
        </Form.Item>
        <Form.Item name="deptCode" label={t('askDepartment')} rules={[{ required: true, message: t('needed') }]}>
          <Select
            options={departments.map((one) => ({
              value: one.deptCode,
              label: i18n.language === 'en' ? one.nameEn : one.name,
            }))}
          />
        </Form.Item>
        <Form.Item name="urgencyClass" label={t('askUrgency')}>
          <Radio.Group options={options('code:urgency', ['U2', 'U3', 'U4'])} />
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
          <Button type="primary" htmlType="submit">
            {t('sendQuestion')}
          </Button>
        </Form.Item>
      </Part>
    </Form>
  );
}
