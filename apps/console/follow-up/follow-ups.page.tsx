import { Empty } from 'antd';
import { useTranslation } from 'react-i18next';
import { useListState } from '../list/list-state';
import { Pages } from '../list/pages';
import { ProblemAlert } from '../problem/problem-alert';
import { Waiting } from '../shell/waiting';
import { Linked } from '../waiting/linked';
import { type Item, useWaiting } from '../waiting/waiting';
import { FollowUpCard } from './follow-up-card';

const SHOWN = 20;

/** Two-week checks after an outcome: the overdue first, then the next ones. */
export default function FollowUpsPage() {
  const { t } = useTranslation('follow-up');
  const state = useListState();
  const list = useWaiting({ kind: 'follow-up', limit: SHOWN, cursor: state.cursor });
  const items = list.data?.items ?? [];
  const opened = state.get('open');
  const isElsewhere = opened !== '' && list.isSuccess && !items.some(({ id }) => id === opened);
  const card = (item: Item) => (
    <FollowUpCard
      key={item.id}
      item={item}
      open={opened === item.id}
      onOpen={(open) => state.keep({ open: open ? item.id : undefined })}
    />
  );
  return (
    <>
      <h1>{t('name')}</h1>
      {list.isPending ? <Waiting /> : null}
      {list.isError ? <ProblemAlert error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isSuccess && items.length === 0 ? <Empty description={t('empty')} /> : null}
      {isElsewhere ? (
        <Linked id={opened} part="follow-up">
          {card}
        </Linked>
      ) : null}
      {items.map(card)}
      <Pages state={state} next={list.data?.next} />
    </>
  );
}
