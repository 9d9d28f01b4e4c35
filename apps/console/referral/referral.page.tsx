import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router-dom';
import { ReferralView } from './referral-view';

/** One referral by its address. */
export default function ReferralPage() {
  const { t } = useTranslation('referral');
  const { id = '' } = useParams();
  return (
    <>
      <h1>{t('title')}</h1>
      <ReferralView id={id} />
    </>
  );
}
