import { Form, InputNumber, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '../act/act';
import type { Problem } from '../problem/problem';
import { ProblemAlert } from '../problem/problem-alert';
import { CHANGE_REASONS, type Change, type Entered, send } from './changes';
import { DoctorSelect } from './doctor-select';
import { MovedList } from './moved-list';
import type { Session } from './use-rosters';

interface Props {
  readonly session: Session;
  /** The version that its reader sees. */
  readonly version: number;
  readonly change: Change;
  readonly onClose: () => void;
}

/** A change as it was asked about: the version belongs to the list of whom it would move. */
interface Asked {
  readonly entered: Entered;
  readonly version: number;
}

/** Asks first who would be moved where; only what was seen can be confirmed. */
export function ChangeDialog({ session, version, change, onClose }: Props) {
  const { t } = useTranslation('roster');
  const [form] = Form.useForm<Entered>();
  const { id } = session;
  const ask = useAct((asked: Asked, key) => send({ id, change, ...asked, dryRun: true }, key));
  const carryOut = useAct((asked: Asked, key) => send({ id, change, ...asked, dryRun: false }, key));
  const displaced = ask.data?.displaced.length ?? 0;
  const seen = ask.data && ask.variables;
  // Whoever has a unit keeps it when only the doctor is another one.
  const kept =
    change === 'swap'
      ? session.familyTaken + session.otherTaken + session.publicTaken + session.emergencyTaken - displaced
      : 0;
  // Somebody has booked meanwhile: who would be moved now is looked at first.
  const onError = ({ code }: Problem) => code === 'STALE_VERSION' && ask.reset();
  const needed = [{ required: true, message: t('needed') }];
  return (
    <Modal
      open
      width={720}
      title={t(`change.${change}`)}
      okText={seen ? t('confirm', { count: displaced + kept }) : t('look')}
      okButtonProps={{ danger: Boolean(seen), loading: ask.isPending || carryOut.isPending }}
      onOk={() => (seen ? carryOut.mutate(seen, { onSuccess: onClose, onError }) : form.submit())}
      onCancel={onClose}
      destroyOnHidden
    >
      <Form<Entered>
        form={form}
        layout="vertical"
        onFinish={(entered) => ask.mutate({ entered, version })}
        onValuesChange={() => ask.reset()}
      >
        {change === 'capacity' ? (
          <Form.Item name="capacity" label={t('newCapacity', { now: session.capacity })} rules={needed}>
            <InputNumber min={0} max={1000} precision={0} autoFocus />
          </Form.Item>
        ) : null}
        {change === 'swap' ? (
          <Form.Item name="doctorId" label={t('newDoctor')} rules={needed}>
            <DoctorSelect department={session.group} except={session.doctorId} />
          </Form.Item>
        ) : null}
        <Form.Item name="reason" label={t('reason')} rules={needed}>
          <Select options={CHANGE_REASONS.map((value) => ({ value, label: t(`reasons.${value}`) }))} />
        </Form.Item>
      </Form>
      {ask.isError ? <ProblemAlert error={ask.error} /> : null}
      {carryOut.isError ? <ProblemAlert error={carryOut.error} /> : null}
      {ask.data ? <MovedList moved={ask.data.displaced} kept={kept} /> : <p>{t('lookFirst')}</p>}
    </Modal>
  );
}
