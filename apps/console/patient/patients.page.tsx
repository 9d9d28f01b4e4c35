import { useQuery } from '@tanstack/react-query';
import { Button, Flex, Input, Segmented, Select, type TableProps, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { KEY_GROUPS } from '../../../libs/contracts/codes';
import { api, read, type Schema } from '../api/client';
import { InstitutionName } from '../institution/institution-name';
import { useListState } from '../list/list-state';
import { Listing } from '../list/listing';
import { type Role, useSession } from '../session/session';
import { useWantedSession } from '../slot/wanted-session';
import { recordsVisits } from '../visit/first-contact';
import { Lookup } from './lookup';
import { Registration } from './registration';

type Patient = Schema<'PatientView'>;

const PAGE = 20;
const WITH_TEAM: readonly Role[] = ['family-doctor', 'team-member'];

/** The patients of the reader's team or house, masked; found by document, or registered. */
export default function PatientsPage() {
  const { t } = useTranslation('patient');
  const state = useListState();
  const [registering, setRegistering] = useState(false);
  const { roles } = useSession();
  const wanted = useWantedSession();
  // A doctor of a village clinic leads no team: his patients are those of the house.
  const usual = roles.some((role) => WITH_TEAM.includes(role)) ? 'mine' : 'institution';
  const asked = state.get('contract');
  const contract = asked === 'institution' || asked === 'mine' ? asked : usual;
  const openReferral = state.get('openReferral') as 'true' | 'false' | '';
  const keyGroup = KEY_GROUPS.find((one) => one === state.get('keyGroup'));
  // Whom somebody looks for stands in no address, and is forgotten with the screen.
  const [text, setText] = useState('');
  const filters = {
    contract,
    ...(openReferral ? { openReferral } : {}),
    cursor: state.cursor,
  } as const;
  const search = { ...filters, limit: PAGE, ...(text ? { text } : {}), ...(keyGroup ? { keyGroup } : {}) };
  const query = useQuery({
    queryKey: ['patients', search],
    queryFn: ({ signal }) =>
      text || keyGroup
        ? read(api.POST('/v1/patient-searches', { body: search, signal }))
        : read(api.GET('/v1/patients', { params: { query: { ...filters, limit: PAGE } }, signal })),
  });
  const columns: TableProps<Patient>['columns'] = [
    { title: t('name'), render: (_, { id, name }) => <Link to={`/patients/${id}${wanted}`}>{name}</Link> },
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
          {recordsVisits(roles) ? <Link to={`/patients/${id}/visit${wanted}`}>{t('visit')}</Link> : null}
          <Link to={`/patients/${id}/refer${wanted}`}>{t('refer')}</Link>
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
          <Select
            aria-label={t('keyGroups')}
            placeholder={t('keyGroups')}
            allowClear
            style={{ minWidth: 180 }}
            value={keyGroup}
            onChange={(value) => state.set({ keyGroup: value })}
            options={KEY_GROUPS.map((one) => ({ value: one, label: t(`keyGroup.${one}`) }))}
          />
          <Input.Search
            aria-label={t('search')}
            placeholder={t('search')}
            allowClear
            autoComplete="off"
            maxLength={50}
            onSearch={(typed) => {
              state.set({});
              setText(typed.trim());
            }}
            style={{ width: 320 }}
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
          empty={t(text || keyGroup ? 'nobodyFits' : 'none')}
        />
      </Flex>
      {registering ? <Registration onClose={() => setRegistering(false)} /> : null}
    </>
  );
}
