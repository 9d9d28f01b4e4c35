import { Empty, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useListState } from '../list/list-state';
import { Pages } from '../list/pages';
import { ProblemAlert } from '../problem/problem-alert';
import { Waiting } from '../shell/waiting';
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
      {items.map((item) => (
        <ReturningCard
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
