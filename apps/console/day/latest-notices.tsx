import { Card, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { NoticeCard } from '../inbox/notice-card';
import { useNotices } from '../inbox/notices';
import { ProblemAlert } from '../problem/problem-alert';
import { Waiting } from '../shell/waiting';

const SHOWN = 6;

/** The newest notices; they come by themselves. */
export function LatestNotices() {
  const { t } = useTranslation('day');
  const notices = useNotices('unread', undefined, SHOWN);
  const items = notices.data?.items ?? [];
  return (
    <Card
      size="small"
      title={<h2 className="part-name">{t('news', { count: notices.data?.unread ?? 0 })}</h2>}
      extra={<Link to="/inbox">{t('inbox')}</Link>}
    >
      {notices.isPending ? <Waiting /> : null}
      {notices.isError ? <ProblemAlert error={notices.error} onRetry={() => void notices.refetch()} /> : null}
      {notices.isSuccess && items.length === 0 ? <p className="quiet">{t('nothing.news')}</p> : null}
      <Flex vertical gap="small">
        {items.map((notice) => (
          <NoticeCard key={notice.id} notice={notice} />
        ))}
      </Flex>
    </Card>
  );
}
