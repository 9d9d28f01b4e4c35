import { Alert, Button, Flex, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '../act/act';
import { api, read, type Schema, writeHeaders } from '../api/client';
import { useDirectory, useNames } from '../institution/directory';
import { ProblemAlert } from '../problem/problem-alert';
import { useSession } from '../session/session';
import { countyNow } from '../time/clock';
import { countyDay } from '../time/time';
import { CLASSES } from './classes';
import { kindFor } from './ward';

type Report = Schema<'WardDayReport'>;
const FIGURES = ['staffed', 'vacant', 'expectedDischarges', 'expectedAdmissions'] as const;
const NO_BEDS = { bedClass: 'general', staffed: 0, vacant: 0, expectedDischarges: 0, expectedAdmissions: 0 };

interface Props {
  readonly group?: string;
  readonly date?: string;
  /** What was reported last; the figures to start from. */
  readonly last?: Schema<'WardDayView'>;
  readonly onClose: () => void;
}

/** The count of a ward: a forecast for a day to come, at 10:00 of the day what is there. */
export function ReportDialog({ group, date, last, onClose }: Props) {
  const { t } = useTranslation('bed');
  const { institution } = useSession();
  const { data: directory } = useDirectory();
  const names = useNames();
  const [form] = Form.useForm<Report>();
  const day = Form.useWatch('date', form) ?? date;
  const kind = day ? kindFor(day, countyDay(new Date(countyNow()))) : undefined;
  const report = useAct((typed: Omit<Report, 'kind'>, key) =>
    read(
      api.POST('/v1/ward-days', {
        params: { header: writeHeaders(key) },
        body: { wardDays: [{ ...typed, kind: kind ?? 'forecast' }] },
      }),
    ),
  );
  const needed = [{ required: true, message: t('needed') }];
  const departments = directory?.get(institution)?.departments ?? [];
  return (
    <Modal
      open
      width={820}
      title={kind === 'actual' ? t('countOfToday') : t('report')}
      okText={t('send')}
      okButtonProps={{ loading: report.isPending, disabled: day !== undefined && kind === undefined }}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      {report.isError ? <ProblemAlert error={report.error} /> : null}
      {day && !kind ? <Alert type="warning" title={t('past')} /> : null}
      <Form<Report>
        form={form}
        layout="vertical"
        initialValues={{ group, date, place: last?.place, counts: last?.counts ?? [NO_BEDS] }}
        onFinish={(typed) => report.mutate(typed, { onSuccess: onClose })}
      >
        <Flex gap="small">
          <Form.Item name="group" label={t('ward')} rules={needed} style={{ flex: 1 }}>
            <Select
              options={departments.map(({ deptCode }) => ({
                value: deptCode,
                label: names.department(institution, deptCode),
              }))}
            />
          </Form.Item>
          <Form.Item name="date" label={t('day')} rules={needed}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="place" label={t('place')} rules={[...needed, { max: 200 }]} style={{ flex: 1 }}>
            <Input />
          </Form.Item>
        </Flex>
        <Form.List name="counts">
          {(fields, { add, remove }) => (
            <>
              {fields.map(({ key, name }) => (
                <Flex key={key} gap="small" align="end" wrap>
                  <Form.Item name={[name, 'bedClass']} label={t('bedClass')} rules={needed}>
                    <Select
                      style={{ width: 130 }}
                      options={CLASSES.map((value) => ({ value, label: t(`class.${value}`) }))}
                    />
                  </Form.Item>
                  {FIGURES.map((figure) => (
                    <Form.Item key={figure} name={[name, figure]} label={t(`figure.${figure}`)} rules={needed}>
                      <InputNumber min={0} max={10_000} precision={0} />
                    </Form.Item>
                  ))}
                  <Form.Item>
                    <Button disabled={fields.length === 1} onClick={() => remove(name)}>
                      {t('removeClass')}
                    </Button>
                  </Form.Item>
                </Flex>
              ))}
              <Button onClick={() => add(NO_BEDS)}>{t('addClass')}</Button>
            </>
          )}
        </Form.List>
      </Form>
    </Modal>
  );
}
