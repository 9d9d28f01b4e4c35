import type { UseQueryResult } from '@tanstack/react-query';
import { Button, Empty, Flex, Table, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../problem/problem-alert';
import type { ListState } from './list-state';

interface Props<T> {
  /** Names the table for those who cannot see it. */
  readonly label: string;
  readonly query: UseQueryResult<{ items: T[]; next?: string }>;
  readonly columns: NonNullable<TableProps<T>['columns']>;
  readonly rowKey: (item: T) => string;
  readonly state: ListState;
  /** What it means that nothing is here, and what to do. */
  readonly empty: string;
  readonly onRow?: TableProps<T>['onRow'];
  readonly rowClassName?: (item: T) => string;
}

/** A list of the API in pages: its loading, empty and failed states, and the way to the next page. */
export function Listing<T extends object>({
  label,
  query,
  columns,
  rowKey,
  state,
  empty,
  onRow,
  rowClassName,
}: Props<T>) {
  const { t } = useTranslation('list');
  if (query.isError && !query.data) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <section aria-label={label} aria-busy={query.isPending}>
      {query.isError ? <ProblemAlert error={query.error} onRetry={() => void query.refetch()} /> : null}
      <Table<T>
        size="small"
        columns={columns}
        dataSource={query.data?.items ?? []}
        rowKey={rowKey}
        loading={query.isPending}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: query.isPending ? ' ' : <Empty description={empty} /> }}
        onRow={onRow}
        rowClassName={rowClassName}
      />
      <Flex justify="end" align="center" gap="small" style={{ marginTop: 8 }}>
        <Button disabled={state.page === 1} onClick={state.goBack}>
          {t('back')}
        </Button>
        <span aria-live="polite">{t('page', { page: state.page })}</span>
        <Button disabled={!query.data?.next} onClick={() => query.data?.next && state.goOn(query.data.next)}>
          {t('on')}
        </Button>
      </Flex>
    </section>
  );
}
