import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { UrgencyTag } from '../code/tags';
import { InstitutionName } from '../institution/institution-name';
import { PatientName } from '../patient/patient-name';
import { Owner } from '../referral/owner';
import { Deadline } from '../time/deadline';
import { RowAct } from './row-act';
import type { Item } from './waiting';
import './waiting.css';

/** What waits, each with what is to be done, by whom, until when, and the way to do it. */
export function WaitingList({ label, items }: { readonly label: string; readonly items: readonly Item[] }) {
  return (
    <ul className="waiting" aria-label={label}>
      {items.map((item) => (
        <li key={item.id}>
          <WaitingRow item={item} />
        </li>
      ))}
    </ul>
  );
}

function WaitingRow({ item }: { readonly item: Item }) {
  const { t } = useTranslation(['waiting', 'code']);
  const { id, referralNo, urgencyClass, direction, patientId, from, to, dueAt, dueKind, owner, rung } = item;
  const { tasks, options } = item;
  const other = direction === 'down' ? from : to;
  return (
    <>
      <span className="waiting-what">
        <UrgencyTag value={urgencyClass} />
        <strong>{t(`code:due.${dueKind}`, { defaultValue: dueKind })}</strong>
        <PatientName id={patientId} />
        <span>
          {t(`code:direction.${direction}`)} <InstitutionName code={other.institution} deptCode={other.deptCode} />
        </span>
        {tasks?.map((task) => (
          <Tag key={task.kind} color="orange">
            {t(`code:due.${task.kind}`, { defaultValue: task.kind })} <Deadline at={task.dueAt} />
          </Tag>
        ))}
        {options?.length ? <Tag color="blue">{t('choose', { count: options.length })}</Tag> : null}
      </span>
      <span className="waiting-due">
        <Deadline at={dueAt} />
        <span>
          {t('owner')} <Owner owner={owner} rung={rung} />
        </span>
        <Link to={`/referrals/${id}`}>{referralNo}</Link>
      </span>
      <span className="waiting-act">
        <RowAct item={item} />
      </span>
    </>
  );
}
