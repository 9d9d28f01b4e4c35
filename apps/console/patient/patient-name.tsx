import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { useMaySeePatients, usePatient } from './use-patient';

/** A patient's masked name, which leads to the patient; a post that may not read patients sees that there is one. */
export function PatientName({ id }: { readonly id: string }) {
  const { t } = useTranslation('patient');
  const patient = usePatient(id);
  if (!useMaySeePatients()) return <>{t('patient')}</>;
  return <Link to={`/patients/${id}`}>{patient.data?.name ?? t('patient')}</Link>;
}
