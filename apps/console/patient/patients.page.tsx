import { useQuery } from '@tanstack/react-query';
import { Button, Flex, Segmented, Select, type TableProps, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, read, type Schema } from '../api/client';
import { InstitutionName } from '../institution/institution-name';
import { useListState } from '../list/list-state';
import { Listing } from '../list/listing';
import { Lookup } from './lookup';
import { Registration } from './registration';

type Patient = Schema<'PatientView'>;

/** The patients of the reader's team or house, masked; found by document, or registered. */
export default function PatientsPage() {
  const { t } = useTranslation('patient');
  const state = useListState();
  const [registering, setRegistering] = useState(false);
  const contract = state.get('contract') === 'institution' ? 'institution' : 'mine';
  const openReferral = state.get('openReferral') as 'true' | 'false' | '';
  const filters = {
    contract,
    ...(openReferral ? { openReferral } : {}),
    ...(state.cursor ? { cursor: state.cursor } : {}),
  } as const;
  const query = useQuery({
    queryKey: ['patients', filters],
    queryFn: ({ signal }) => read(api.GET('/v1/patients', { params: { query: filters }, signal })),
  });
  const columns: TableProps<Patient>['columns'] = [
    { title: t('name'), render: (_, { id, name }) => <Link to={`/patients/${id}`}>{name}</Link> },
    { title: t('sex'), render: (_, { sexCode }) => t(`sexCode.${sexCode}`) },
    { title: t('birthDate'), dataIndex: 'birthDate' },
    { title: t('idNo'), dataIndex: 'idNo' },
    { title: t('phone'), dataIndex: 'phone' },
    {
      title: t('keyGroups'),
      render: (_, { keyGroups }) =>
        keyGroups.map((one) => <Tag key={one}>{t(`keyGroup.${one}`, { defaultValue: one })}</Tag>),
    },
    { title: t('home'), render: (_, { homeInstitution }) => <InstitutionName code={homeInstitution} /> },
    {
      title: t('acts'),
      render: (_, { id }) => (
        <Flex gap="small">
          <Link to={`/patients/${id}/visit`}>{t('visit')}</Link>
          <Link to={`/patients/${id}/refer`}>{t('refer')}</Link>
        </Flex>
      ),
    },
  ];
  return (
    <>
      <h1>{t('title')}</h1>
      <Flex vertical gap="middle">
        <Flex wrap gap="small" role="search" align="center">
          <Segmented
            aria-label={t('contract')}
            value={contract}
            onChange={(value) => state.set({ contract: value })}
            options={[
              { value: 'mine', label: t('mine') },
              { value: 'institution', label: t('institution') },
            ]}
          />
          <Select
            aria-label={t('openReferral')}
            placeholder={t('openReferral')}
            allowClear
            style={{ minWidth: 160 }}
            value={openReferral || undefined}
            onChange={(value) => state.set({ openReferral: value })}
            options={[
              { value: 'true', label: t('withOpen') },
              { value: 'false', label: t('withoutOpen') },
            ]}
          />
          <Lookup />
          <Button onClick={() => setRegistering(true)}>{t('register')}</Button>
        </Flex>
        <Listing<Patient>
          label={t('title')}
          query={query}
          columns={columns}
          rowKey={({ id }) => id}
          state={state}
          empty={t('none')}
        />
      </Flex>
      {registering ? <Registration onClose={() => setRegistering(false)} /> : null}
    </>
  );
}
