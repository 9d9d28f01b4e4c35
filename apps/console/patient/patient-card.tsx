import { Flex, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';
import { Facts } from '../fact/facts';
import { InstitutionName } from '../institution/institution-name';
import { ProblemAlert } from '../problem/problem-alert';
import { isGone } from '../referral/use-referral';
import { Waiting } from '../shell/waiting';
import { ContactCorrection } from './contact-correction';
import { KnownOtherwise } from './known-otherwise';
import { Reveal } from './reveal';
import { useMaySeePatients, usePatient } from './use-patient';

interface Props {
  readonly id: string;
}

/** Who the patient is: masked, until somebody says why he must see more. */
export function PatientCard({ id }: Props) {
  const { t } = useTranslation('patient');
  const query = usePatient(id);
  const [revealed, setRevealed] = useState<Schema<'PatientView'>>();
  const [corrected, setCorrected] = useState(false);
  if (!useMaySeePatients()) return null;
  if (query.isPending) return <Waiting />;
  if (isGone(query.error)) return <p>{t('notYours')}</p>;
  if (!query.data) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  const shown = revealed?.id === id ? revealed : query.data;
  const { name, sexCode, birthDate, idNo, phone, address, homeInstitution, contract, keyGroups } = shown;
  const showCorrected = () => {
    setRevealed(undefined);
    setCorrected(true);
  };
  return (
    <section aria-label={t('card')}>
      {corrected ? null : <KnownOtherwise />}
      <Flex gap="small" align="center" justify="space-between" wrap>
        <Flex gap="small" align="center" wrap>
          <strong>{name}</strong>
          {keyGroups.map((one) => (
            <Tag key={one}>{t(`keyGroup.${one}`, { defaultValue: one })}</Tag>
          ))}
        </Flex>
        <Flex gap="small">
          <ContactCorrection id={id} onCorrected={showCorrected} />
          <Reveal id={id} shown={revealed !== undefined} onShow={setRevealed} />
        </Flex>
      </Flex>
      <Facts
        items={[
          { key: 'sex', label: t('sex'), children: t(`sexCode.${sexCode}`) },
          { key: 'birth', label: t('birthDate'), children: birthDate },
          { key: 'id', label: t('idNo'), children: idNo },
          { key: 'phone', label: t('phone'), children: phone },
          ...(address ? [{ key: 'address', label: t('address'), children: address }] : []),
          { key: 'home', label: t('home'), children: <InstitutionName code={homeInstitution} /> },
          {
            key: 'contract',
            label: t('contract'),
            children: contract ? <InstitutionName code={contract.institution} /> : t('noContract'),
          },
        ]}
      />
    </section>
  );
}
