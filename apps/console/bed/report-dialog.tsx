import { Alert, Button, Flex, Form, Input, InputNumber, Modal, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '../act/act';
import { api, read, type Schema, writeHeaders } from '../api/client';
import { useHouseOptions } from '../institution/house-options';
import { ProblemAlert } from '../problem/problem-alert';
import { useSession } from '../session/session';
import { countyToday, plusDays } from '../time/day';
import { CLASSES } from './classes';
import { kindsFor } from './ward';

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
  const { departments } = useHouseOptions();
  const [form] = Form.useForm<Report>();
  const day = Form.useWatch('date', form) ?? date;
  const today = countyToday();
  const kinds = day ? kindsFor(day, today, plusDays(today, -1)) : ['forecast' as const];
  const chosen = Form.useWatch('kind', form);
  const kind = kinds.find((one) => one === chosen) ?? kinds[0] ?? 'forecast';
  const report = useAct((typed: Report, key) =>
    read(
      api.POST('/v1/ward-days', {
        params: { header: writeHeaders(key) },
        body: { wardDays: [{ ...typed, kind }] },
      }),
    ),
  );
  const needed = [{ required: true, message: t('needed') }];
  return (
    <Modal
      open
      width={820}
      title={kind === 'actual' ? t('countOfToday') : t('report')}
      okText={t('send')}
      okButtonProps={{ loading: report.isPending, disabled: kinds.length === 0 }}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      {report.isError ? <ProblemAlert error={report.error} /> : null}
      {kinds.length === 0 ? <Alert type="warning" title={t('past')} /> : null}
      <Form<Report>
        form={form}
        layout="vertical"
        initialValues={{ group, date, place: last?.place, counts: last?.counts ?? [NO_BEDS] }}
        onFinish={(typed) => report.mutate(typed, { onSuccess: onClose })}
      >
        <Flex gap="small">
          <Form.Item name="group" label={t('ward')} rules={needed} style={{ flex: 1 }}>
            <Select options={departments(institution)} />
          </Form.Item>
          <Form.Item name="date" label={t('day')} rules={needed}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="place" label={t('place')} rules={[...needed, { max: 200 }]} style={{ flex: 1 }}>
            <Input />
          </Form.Item>
        </Flex>
        {kinds.length > 1 ? (
          <Form.Item name="kind" label={t('kindIs')} extra={t('kindMeans')} initialValue={kinds[0]}>
            <Radio.Group
              aria-label={t('kindIs')}
              options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
            />
          </Form.Item>
        ) : null}
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
