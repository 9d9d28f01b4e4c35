import { Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { useMaySeePatients } from '../patient/use-patient';
import { useSession } from '../session/session';
import type { Referral } from './use-referral';

interface Props {
  readonly referral: Referral;
}

const IN_CARE = ['arrived', 'in-care'];
/** The outcome went first; the hand-back that it promised follows. */
const RETURNED = ['outcome-returned', 'follow-up'];
const BACK_HOME = ['confirmed', 'arrived', 'in-care', 'outcome-returned', 'closed'];

/** Where the case goes on from here: the patient, the referral before, handing back, referring up again. */
export function NextLinks({ referral }: Props) {
  const { t } = useTranslation('referral');
  const { roles, institution } = useSession();
  const seesPatients = useMaySeePatients();
  const { id, patientId, parentReferralId, direction, state, to, outcome } = referral;
  const goesHome = IN_CARE.includes(state) || (RETURNED.includes(state) && outcome?.downReferralPlanned === true);
  const isHere = to.institution === institution;
  const isHospital = roles.includes('hospital-doctor') || roles.includes('department-head');
  const isPrimary = roles.includes('family-doctor') || roles.includes('primary-doctor');
  return (
    <Flex gap="middle" wrap>
      {seesPatients ? <Link to={`/patients/${patientId}`}>{t('patient:patient')}</Link> : null}
      {parentReferralId ? <Link to={`/referrals/${parentReferralId}`}>{t('parent')}</Link> : null}
      {isHospital && isHere && direction !== 'down' && goesHome ? (
        <Link to={`/patients/${patientId}/hand-back?referral=${id}`}>{t('handBack')}</Link>
      ) : null}
      {isPrimary && isHere && direction === 'down' && BACK_HOME.includes(state) ? (
        <Link to={`/patients/${patientId}/refer?parent=${id}`}>{t('referAgain')}</Link>
      ) : null}
    </Flex>
  );
}
