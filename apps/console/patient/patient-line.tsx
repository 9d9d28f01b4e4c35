import { useTranslation } from 'react-i18next';
import { PatientName } from './patient-name';
import { useMaySeePatients, usePatient } from './use-patient';

/** Whom a form is about, in one masked line: what is written under it goes into this patient's record. */
export function PatientLine({ id }: { readonly id: string }) {
  const { t } = useTranslation('patient');
  const patient = usePatient(id).data;
  if (!useMaySeePatients()) return null;
  return (
    <section aria-label={t('card')}>
      <strong>
        <PatientName id={id} />
      </strong>
      {patient ? ` · ${t(`sexCode.${patient.sexCode}`)} · ${patient.birthDate} · ${patient.idNo}` : null}
    </section>
  );
}
