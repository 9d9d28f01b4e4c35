import { Alert, Button, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import type { Schema } from '../api/client';
import { useWantedSession } from '../slot/wanted-session';
import { VerdictPanel } from '../verdict/verdict-panel';
import { Ask } from './ask';
import type { Visit } from './values';

interface Props {
  readonly visit: Schema<'JudgedVisit'>;
  readonly typed: Visit;
}

/** The visit is kept: what the fund gate says of it, and the next step with everything carried over. */
export function After({ visit, typed }: Props) {
  const { t } = useTranslation('visit');
  const navigate = useNavigate();
  const wanted = useWantedSession('&');
  const [isAsking, setAsking] = useState(typed.plan === 'teleconsult');
  const { findings } = typed;
  const refer = (more = '') =>
    navigate(`/patients/${visit.patientId}/refer?visit=${visit.id}${wanted}${more}`, { state: { findings } });
  return (
    <Flex vertical gap="middle">
      <Alert role="status" type="success" showIcon title={t('saved')} />
      {visit.verdict ? <VerdictPanel verdict={visit.verdict} /> : null}
      <Flex gap="small" wrap>
        <Button type={typed.plan === 'up' ? 'primary' : 'default'} onClick={() => refer()}>
          {t('refer')}
        </Button>
        <Button danger type={typed.plan === 'emergency' ? 'primary' : 'default'} onClick={() => refer('&class=U1')}>
          {t('emergency')}
        </Button>
        <Button onClick={() => setAsking(true)}>{t('ask')}</Button>
        <Button onClick={() => navigate(`/patients/${visit.patientId}`)}>{t('toPatient')}</Button>
      </Flex>
      {isAsking ? <Ask visit={visit} typed={typed} /> : null}
    </Flex>
  );
}
