import { Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { ReferralView } from '../referral/referral-view';

interface Props {
  readonly id: string;
  /** Nothing can be decided for the moment. */
  readonly isHeld: boolean;
  readonly onClose: () => void;
}

/** The item that is being read beside the list. */
export function Opened({ id, isHeld, onClose }: Props) {
  const { t } = useTranslation('worklist');
  return (
    <section aria-label={t('opened')} className="worklist-opened">
      <Flex justify="end">
        <Button onClick={onClose}>{t('close')}</Button>
      </Flex>
      <ReferralView id={id} isHeld={isHeld} />
    </section>
  );
}
