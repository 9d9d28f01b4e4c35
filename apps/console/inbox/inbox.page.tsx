import { Button, Empty, Flex, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '../act/act';
import { useListState } from '../list/list-state';
import { Pages } from '../list/pages';
import { ProblemAlert } from '../problem/problem-alert';
import { Waiting } from '../shell/waiting';
import { NoticeCard } from './notice-card';
import { readUpTo, useNoticeCounts, useNotices, VIEWS, type View } from './notices';

/** Everything that the reader was told, in his own name and in those of his posts. */
export default function InboxPage() {
  const { t } = useTranslation('inbox');
  const state = useListState();
  const asked = state.get('view') as View;
  const view = VIEWS.includes(asked) ? asked : 'all';
  const query = useNotices(view, state.cursor, 20);
  const { data: counts } = useNoticeCounts();
  const items = query.data?.items ?? [];
  const newest = items[0]?.id;
  const reading = useAct((upTo: string, key: string) => readUpTo(upTo, key));
  return (
    <>
      <h1>{t('name')}</h1>
      <Flex gap="small" wrap style={{ marginBottom: 12 }}>
        <Segmented<View>
          aria-label={t('filter')}
          value={view}
          onChange={(value) => state.set({ view: value === 'all' ? undefined : value })}
          options={VIEWS.map((value) => ({ value, label: label(value) }))}
        />
        <Button
          disabled={!newest || state.page > 1 || !counts?.unread}
          loading={reading.isPending}
          onClick={() => newest && reading.mutate(newest)}
        >
          {t('readAll')}
        </Button>
      </Flex>
      {query.isError ? <ProblemAlert error={query.error} onRetry={() => void query.refetch()} /> : null}
      {reading.isError ? <ProblemAlert error={reading.error} /> : null}
      {query.isPending ? <Waiting /> : null}
      {query.isSuccess && items.length === 0 ? <Empty description={t(`empty.${view}`)} /> : null}
      <Flex vertical gap="small" role="feed" aria-label={t('name')} aria-busy={query.isFetching}>
        {items.map((notice) => (
          <NoticeCard key={notice.id} notice={notice} />
        ))}
      </Flex>
      <Pages state={state} next={query.data?.next} />
    </>
  );

  function label(value: View): string {
    const { unread, open, snoozed } = counts ?? { unread: 0, open: { urgent: 0, task: 0 }, snoozed: 0 };
    const { urgent = 0, task = 0 } = open as { urgent?: number; task?: number };
    const number = { all: 0, unread, tasks: urgent + task, snoozed }[value];
    return number > 0 ? `${t(`views.${value}`)} (${number})` : t(`views.${value}`);
  }
}
