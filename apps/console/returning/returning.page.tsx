import { Empty, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useListState } from '../list/list-state';
import { Pages } from '../list/pages';
import { ProblemAlert } from '../problem/problem-alert';
import { Waiting } from '../shell/waiting';
import { Linked } from '../waiting/linked';
import type { Item } from '../waiting/waiting';
import { useReturning, VIEWS, type View } from './returning';
import { ReturningCard } from './returning-card';

/** Patients whom hospitals hand back: to be accepted, reached and taken over; all of them stay to be found. */
export default function ReturningPage() {
  const { t } = useTranslation('returning');
  const state = useListState();
  const asked = state.get('view') as View;
  const view = VIEWS.includes(asked) ? asked : 'waiting';
  const list = useReturning(view, state.cursor);
  const items = list.data?.items ?? [];
  const opened = state.get('open');
  const isElsewhere = opened !== '' && list.isSuccess && !items.some(({ id }) => id === opened);
  const card = (item: Item) => (
    <ReturningCard
      key={item.id}
      item={item}
      open={opened === item.id}
      onOpen={(open) => state.keep({ open: open ? item.id : undefined })}
    />
  );
  return (
    <>
      <h1>{t('name')}</h1>
      <Segmented<View>
        aria-label={t('filter')}
        value={view}
        onChange={(value) => state.set({ view: value === 'waiting' ? undefined : value, open: undefined })}
        options={VIEWS.map((value) => ({ value, label: t(`view.${value}`) }))}
        style={{ marginBottom: 12 }}
      />
      {list.isPending ? <Waiting /> : null}
      {list.isError ? <ProblemAlert error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isSuccess && items.length === 0 ? <Empty description={t(`empty.${view}`)} /> : null}
      {isElsewhere ? (
        <Linked id={opened} part="returning">
          {card}
        </Linked>
      ) : null}
      {items.map(card)}
      <Pages state={state} next={list.data?.next} />
    </>
  );
}
