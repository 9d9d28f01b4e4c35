import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ReferralView } from '../referral/referral-view';

interface Props {
  readonly id: string;
  readonly onClose: () => void;
}

/** The item that is being read beside the list. */
export function Opened({ id, onClose }: Props) {
  const { t } = useTranslation('worklist');
  return (
    <section aria-label={t('opened')} className="worklist-opened">
      <Button style={{ float: 'right' }} onClick={onClose}>
        {t('close')}
      </Button>
      <ReferralView id={id} />
    </section>
  );
}
