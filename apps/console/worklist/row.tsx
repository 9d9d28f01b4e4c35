import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { StateTag, UrgencyTag } from '../code/tags';
import { useNames } from '../institution/directory';
import { Deadline } from '../time/deadline';
import type { Standing } from './arrivals-held';
import type { WorkItem } from './use-worklist';

/** One open item: what it is, where it comes from, who must act until when. Drawn anew only when it has changed. */
export const Row = memo(function Row({ item, gone, fresh }: Standing<WorkItem>) {
  const { t } = useTranslation(['worklist', 'code']);
  const names = useNames();
  const other = item.direction === 'down' ? item.to : item.from;
  const { owner } = item;
  return (
    <>
      <span className="worklist-mark">{gone ? t('gone') : fresh ? t('fresh') : null}</span>
      <span>
        <UrgencyTag value={item.urgencyClass} />
      </span>
      <span>{gone ? null : <Deadline at={item.dueAt} />}</span>
      <span className="worklist-cut">
        {t(`code:direction.${item.direction}`)} · {names.institution(other.institution)}
      </span>
      <span className="worklist-cut worklist-wide">{names.department(item.to.institution, item.to.deptCode)}</span>
      <span>
        <StateTag value={item.state} />
      </span>
      <span className="worklist-cut">
        {owner
          ? `${t(`code:role.${owner.role}`, { defaultValue: owner.role })} · ${names.institution(owner.institution)}`
          : '–'}
      </span>
      <span className="worklist-no worklist-wide">{item.referralNo}</span>
    </>
  );
});
