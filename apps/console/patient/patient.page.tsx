import { Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import { type Role, useSession } from '../session/session';
import { useWantedSession } from '../slot/wanted-session';
import { recordsVisits } from '../visit/first-contact';
import { Coverages } from './coverages';
import { Episodes } from './episodes';
import { PatientCard } from './patient-card';

const PRIMARY: readonly Role[] = ['family-doctor', 'primary-doctor', 'team-member', 'referral-clerk'];
const HOSPITAL: readonly Role[] = ['hospital-doctor', 'department-head'];

/** One patient: who, how insured, and the whole course of care. */
export default function PatientPage() {
  const { t } = useTranslation('patient');
  const { id = '' } = useParams();
  const { roles } = useSession();
  const wanted = useWantedSession();
  const is = (list: readonly Role[]) => roles.some((role) => list.includes(role));
  return (
    <>
      <h1>{t('patient')}</h1>
      <Flex vertical gap="middle">
        <PatientCard id={id} />
        <Flex gap="small" wrap>
          {recordsVisits(roles) ? (
            <Link to={`/patients/${id}/visit${wanted}`}>
              <Button>{t('visit')}</Button>
            </Link>
          ) : null}
          {is(PRIMARY) ? (
            <Link to={`/patients/${id}/refer${wanted}`}>
              <Button type="primary">{t('refer')}</Button>
            </Link>
          ) : null}
          {is(HOSPITAL) ? (
            <Link to={`/patients/${id}/hand-back`}>
              <Button type="primary">{t('handBack')}</Button>
            </Link>
          ) : null}
        </Flex>
        <Coverages id={id} />
        <Episodes patientId={id} />
      </Flex>
    </>
  );
}
