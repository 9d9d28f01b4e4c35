import { Badge } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLiveStream } from './live';

/** Says whether news arrive by themselves now. */
export function LiveSign() {
  const { t } = useTranslation('live');
  const open = useLiveStream();
  return (
    <span role="status">
      <Badge status={open ? 'success' : 'warning'} text={open ? t('open') : t('broken')} />
    </span>
  );
}
