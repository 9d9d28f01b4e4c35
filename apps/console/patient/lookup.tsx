import { useMutation } from '@tanstack/react-query';
import { Input, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { api, read } from '../api/client';
import { ProblemAlert } from '../problem/problem-alert';
import { useWantedSession } from '../slot/wanted-session';

/** Finds a patient by the number of the identity card, which never stands in an address. */
export function Lookup() {
  const { t } = useTranslation('patient');
  const navigate = useNavigate();
  const wanted = useWantedSession();
  const found = useMutation({
    mutationFn: (idNo: string) =>
      read(api.POST('/v1/patient-lookups', { body: { idType: '01', idNo: idNo.trim().toUpperCase() } })),
    onSuccess: ({ id }) => void navigate(`/patients/${id}${wanted}`),
  });
  return (
    <Space wrap>
      <Input.Search
        aria-label={t('lookup')}
        placeholder={t('lookup')}
        enterButton={t('find')}
        autoComplete="off"
        maxLength={18}
        loading={found.isPending}
        onSearch={(idNo) => idNo.trim() && found.mutate(idNo)}
        style={{ width: 320 }}
      />
      {found.isError ? <ProblemAlert error={found.error} /> : null}
    </Space>
  );
}
