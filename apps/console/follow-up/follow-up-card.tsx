import { Button, Card, Flex, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { UrgencyTag } from '../code/tags';
import { InstitutionName } from '../institution/institution-name';
import { PatientName } from '../patient/patient-name';
import { Owner } from '../referral/owner';
import { Deadline } from '../time/deadline';
import { OutcomeText } from '../waiting/outcome-text';
import type { Item } from '../waiting/waiting';
import { FollowUpForm } from './follow-up-form';

interface Props {
  readonly item: Item;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}

/** One patient to be checked: until when, by whom; opened, what the hospital advised and the form. */
export function FollowUpCard({ item, open, onOpen }: Props) {
  const { t } = useTranslation(['follow-up', 'code']);
  const { id, referralNo, urgencyClass, patientId, to, dueAt, owner, rung, parentReferralId } = item;
  return (
    <Card size="small" style={{ marginBottom: 8 }}>
      <Flex gap="small" align="center" wrap>
        <UrgencyTag value={urgencyClass} />
        <PatientName id={patientId} />
        <span>
          {t('after')} <InstitutionName code={to.institution} deptCode={to.deptCode} />
        </span>
        <Deadline at={dueAt} />
        <Owner owner={owner} rung={rung} />
        {parentReferralId ? <Tag color="volcano">{t('again')}</Tag> : null}
        <Link to={`/referrals/${id}`}>{referralNo}</Link>
        <Button
          size="small"
          type="primary"
          aria-expanded={open}
          aria-controls={`follow-up-${id}`}
          style={{ marginInlineStart: 'auto' }}
          onClick={() => onOpen(!open)}
        >
          {t(open ? 'close' : 'record')}
        </Button>
      </Flex>
      <div id={`follow-up-${id}`}>
        {open ? (
          <Flex vertical gap="middle" style={{ marginTop: 12 }}>
            <OutcomeText id={id} />
            <FollowUpForm item={item} />
          </Flex>
        ) : null}
      </div>
    </Card>
  );
}
