import { Flex, Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { POOLS } from '../../../libs/contracts/codes';
import { useOptions } from '../code/options';
import { useExamOptions, useHouseOptions } from '../institution/house-options';
import { useSession } from '../session/session';
import { DoctorSelect } from './doctor-select';
import type { Typed } from './draft';

/** Beds are no session: a ward reports them day by day. */
const POOLS_OF_SESSIONS = POOLS.filter((pool) => pool !== 'inpatient-bed');

/** What makes a session: of what, when, where, how many, by whom. Stands inside a form. */
export function SessionFields() {
  const { t } = useTranslation('roster');
  const options = useOptions();
  const { institution } = useSession();
  const { departments } = useHouseOptions();
  const exams = useExamOptions(({ code }) => code === institution);
  const pool = Form.useWatch('pool') as Typed['pool'] | undefined;
  const group = Form.useWatch('group') as string | undefined;
  // An exam is offered by its item, everything else by department.
  const isExam = pool === 'exam';
  const needed = [{ required: true, message: t('needed') }];
  return (
    <>
      <Flex gap="small">
        <Form.Item name="pool" label={t('pool')} rules={needed} style={{ flex: 1 }}>
          <Select options={options('code:pool', POOLS_OF_SESSIONS)} />
        </Form.Item>
        <Form.Item name="group" label={t(isExam ? 'exam' : 'department')} rules={needed} style={{ flex: 1 }}>
          <Select options={isExam ? exams : departments(institution)} />
        </Form.Item>
      </Flex>
      <Flex gap="small">
        <Form.Item name="date" label={t('date')} rules={needed} style={{ flex: 1 }}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="from" label={t('begins')} rules={needed}>
          <Input type="time" />
        </Form.Item>
        <Form.Item name="to" label={t('ends')} rules={needed}>
          <Input type="time" />
        </Form.Item>
      </Flex>
      <Form.Item name="place" label={t('place')} rules={[...needed, { max: 200 }]}>
        <Input />
      </Form.Item>
      <Flex gap="small">
        <Form.Item name="capacity" label={t('counter.capacity')} rules={needed}>
          <InputNumber min={1} max={1000} precision={0} />
        </Form.Item>
        <Form.Item name="segmentMinutes" label={t('segment')}>
          <InputNumber min={5} max={480} precision={0} />
        </Form.Item>
        <Form.Item name="doctorId" label={t('doctor')} style={{ flex: 1 }}>
          <DoctorSelect department={isExam ? undefined : group} />
        </Form.Item>
      </Flex>
    </>
  );
}
