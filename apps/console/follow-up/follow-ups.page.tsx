import { Empty } from 'antd';
import { useTranslation } from 'react-i18next';
import { useListState } from '../list/list-state';
import { Pages } from '../list/pages';
import { ProblemAlert } from '../problem/problem-alert';
import { Waiting } from '../shell/waiting';
import { useWaiting } from '../waiting/waiting';
import { FollowUpCard } from './follow-up-card';

const SHOWN = 20;

/** Two-week checks after an outcome: the overdue first, then the next ones. */
export default function FollowUpsPage() {
  const { t } = useTranslation('follow-up');
  const state = useListState();
  const list = useWaiting({ kind: 'follow-up', limit: SHOWN, cursor: state.cursor });
  const items = list.data?.items ?? [];
  return (
    <>
      <h1>{t('name')}</h1>
      {list.isPending ? <Waiting /> : null}
      {list.isError ? <ProblemAlert error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isSuccess && items.length === 0 ? <Empty description={t('empty')} /> : null}
      {items.map((item) => (
        <FollowUpCard
          key={item.id}
          item={item}
          open={state.get('open') === item.id}
          onOpen={(open) => state.keep({ open: open ? item.id : undefined })}
        />
      ))}
      <Pages state={state} next={list.data?.next} />
    </>
  );
}
