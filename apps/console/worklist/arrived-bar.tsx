import { Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import type { WorkItem } from './use-worklist';

interface Props {
  readonly arrived: readonly WorkItem[];
  /** Rows that others have dealt with. */
  readonly gone: number;
  readonly onShow: () => void;
}

/** Says what has come since the list was opened; its place is always there, so that nothing moves. */
export function ArrivedBar({ arrived, gone, onShow }: Props) {
  const { t } = useTranslation('worklist');
  const urgent = arrived.filter(({ urgencyClass }) => urgencyClass === 'U1' || urgencyClass === 'U2').length;
  const said = [
    arrived.length > 0 ? t('arrived', { count: arrived.length }) : '',
    urgent > 0 ? t('urgentAmong', { count: urgent }) : '',
    gone > 0 ? t('goneSince', { count: gone }) : '',
  ].filter(Boolean);
  return (
    <Flex align="center" gap="small" style={{ minHeight: 36 }}>
      <span role="status">{said.join(t('comma'))}</span>
      {said.length > 0 ? (
        <Button size="small" type={urgent > 0 ? 'primary' : 'default'} danger={urgent > 0} onClick={onShow}>
          {t('showNew')}
        </Button>
      ) : null}
    </Flex>
  );
}
