import { Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router-dom';
import { PatientCard } from '../patient/patient-card';
import { HandBackForm } from './hand-back-form';

/** Discharge and hand-back to the primary team in one step. */
export default function HandBackPage() {
  const { t } = useTranslation('hand-back');
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  return (
    <>
      <h1>{t('title')}</h1>
      <Flex vertical gap="middle">
        <PatientCard id={id} />
        <HandBackForm patientId={id} referralId={search.get('referral') ?? undefined} />
      </Flex>
    </>
  );
}
