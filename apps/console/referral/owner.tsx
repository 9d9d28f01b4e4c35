import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';
import { InstitutionName } from '../institution/institution-name';

interface Props {
  readonly owner: Schema<'OwnerView'> | undefined;
  /** How far up the ladder it has been told that this is late. */
  readonly rung?: string;
}

/** Who has to act next. */
export function Owner({ owner, rung }: Props) {
  const { t } = useTranslation('referral');
  if (!owner) return <>{t('nobody')}</>;
  return (
    <span>
      {t(`code:role.${owner.role}`, { defaultValue: owner.role })} · <InstitutionName code={owner.institution} />{' '}
      {rung ? <Tag color="red">{t('told', { whom: t(`code:rung.${rung}`) })}</Tag> : null}
    </span>
  );
}
