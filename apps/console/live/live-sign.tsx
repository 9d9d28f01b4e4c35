import { Badge } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLive } from './live';

const LOOKS = { open: 'success', connecting: 'processing', broken: 'warning' } as const;

/** Says whether news arrive by themselves now; nothing where nobody is ever told anything. */
export function LiveSign() {
  const { t } = useTranslation('live');
  const state = useLive();
  if (state === 'refused') return null;
  return (
    <span role="status">
      <Badge status={LOOKS[state]} text={t(state)} />
    </span>
  );
}
