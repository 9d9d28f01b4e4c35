import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Moment } from '../time/moment';
import { segmentsOf } from './bar';
import { SessionBar } from './session-bar';
import { useDoctorNames } from './use-doctors';
import type { Session } from './use-rosters';

interface Props {
  readonly session: Session;
  readonly onOpen: () => void;
}

/** One session on the board; pressed, it opens with its counters and what can be done with it. */
export function SessionCell({ session, onOpen }: Props) {
  const { t } = useTranslation('roster');
  const doctorOf = useDoctorNames();
  const { doctorId, startsAt, endsAt, stoppedAt, frozen, shortfall } = session;
  return (
    <button type="button" className={`roster-cell${stoppedAt ? ' roster-stopped' : ''}`} onClick={onOpen}>
      <Moment at={startsAt} form="clock" />–<Moment at={endsAt} form="clock" />{' '}
      {doctorId ? <div>{doctorOf(doctorId)}</div> : null}
      {stoppedAt ? <Tag>{t('stopped')}</Tag> : null}
      {frozen ? <Tag color="red">{t('frozen')}</Tag> : null}
      {shortfall > 0 ? <Tag color="orange">{t('shortfall', { count: shortfall })}</Tag> : null}
      {stoppedAt ? null : <SessionBar segments={segmentsOf(session)} />}
    </button>
  );
}
