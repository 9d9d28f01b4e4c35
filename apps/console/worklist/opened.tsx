import { Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { KINDS, type Kind, standingOf } from '../decision/decision';
import { ReferralView } from '../referral/referral-view';
import { useActions } from '../referral/use-referral';

interface Props {
  readonly id: string;
  readonly onClose: () => void;
  readonly onDecide: (kind: Kind) => void;
}

/** The item that is being read, with the decisions that its reader may take; the others say why not when they are asked for. */
export function Opened({ id, onClose, onDecide }: Props) {
  const { t } = useTranslation(['worklist', 'decision']);
  const { data } = useActions(id);
  return (
    <section aria-label={t('opened')} className="worklist-opened">
      <Flex gap="small" wrap style={{ marginBottom: 8 }}>
        {KINDS.map((kind) => (
          <Button
            key={kind}
            type={kind === 'accept' && data && standingOf(kind, data).open ? 'primary' : 'default'}
            onClick={() => onDecide(kind)}
          >
            {t(`decision:kind.${kind}`)} <kbd>{t(`worklist:keyOf.${kind}`)}</kbd>
          </Button>
        ))}
        <Button onClick={onClose}>{t('worklist:close')}</Button>
      </Flex>
      <ReferralView id={id} />
    </section>
  );
}
