import { Badge } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { useNoticeCounts } from './notices';

/**
 * How many notices are unread, in the header and in the title of the window, where it is seen from another one.
 * @param screen name of the screen that is open
 */
export function UnreadSign({ screen }: { readonly screen: string | undefined }) {
  const { t } = useTranslation('inbox');
  const { data } = useNoticeCounts();
  const unread = data?.unread ?? 0;
  useEffect(() => {
    const name = screen ? `${screen} · 分级 Fenji` : '分级 Fenji';
    document.title = unread > 0 ? `(${unread}) ${name}` : name;
  }, [unread, screen]);
  if (!data) return null;
  return (
    <Link to="/inbox" aria-label={t('unreadCount', { count: unread })}>
      {t('name')} <Badge count={unread} size="small" color="#cf1322" />
    </Link>
  );
}
