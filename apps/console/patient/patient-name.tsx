import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, read } from '../api/client';

const MINUTES = 60_000;

/** A patient's masked name, which leads to the patient; a post that may not read patients sees that there is one. */
export function PatientName({ id }: { readonly id: string }) {
  const { t } = useTranslation('patient');
  const patient = useQuery({
    queryKey: ['patient', id],
    staleTime: 30 * MINUTES,
    queryFn: ({ signal }) => read(api.GET('/v1/patients/{id}', { params: { path: { id } }, signal })),
  });
  return <Link to={`/patients/${id}`}>{patient.data?.name ?? t('patient')}</Link>;
}
