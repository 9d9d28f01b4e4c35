import { useMutation } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, read, type Schema } from '../api/client';
import { ProblemAlert } from '../problem/problem-alert';

const REASONS = ['contact-patient', 'identity-check', 'treatment', 'correction'] as const;

interface Props {
  readonly id: string;
  readonly shown: boolean;
  readonly onShow: (patient: Schema<'PatientView'> | undefined) => void;
}

/** Shows name, number, phone and address in clear for a reason, which the API records; hides them again. */
export function Reveal({ id, shown, onShow }: Props) {
  const { t } = useTranslation('patient');
  const asked = useMutation({
    mutationFn: (reason: (typeof REASONS)[number]) =>
      read(api.GET('/v1/patients/{id}', { params: { path: { id }, query: { reveal: 'true', reason } } })),
    onSuccess: onShow,
  });
  if (shown) return <Button onClick={() => onShow(undefined)}>{t('hide')}</Button>;
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: REASONS.map((reason) => ({ key: reason, label: t(`revealFor.${reason}`) })),
          onClick: ({ key }) => asked.mutate(key as (typeof REASONS)[number]),
        }}
      >
        <Button loading={asked.isPending}>{t('reveal')}</Button>
      </Dropdown>
      {asked.isError ? <ProblemAlert error={asked.error} /> : null}
    </>
  );
}
