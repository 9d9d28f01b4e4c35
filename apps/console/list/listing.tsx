import type { UseQueryResult } from '@tanstack/react-query';
import { Empty, Table, type TableProps } from 'antd';
import { ProblemAlert } from '../problem/problem-alert';
import type { ListState } from './list-state';
import { Pages } from './pages';
import { Scrolling } from './scrolling';

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
  if (query.isError && !query.data) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <section aria-label={label} aria-busy={query.isPending}>
      {query.isError ? <ProblemAlert error={query.error} onRetry={() => void query.refetch()} /> : null}
      <Scrolling label={label}>
        <Table<T>
          size="small"
          columns={columns}
          dataSource={query.data?.items ?? []}
          rowKey={rowKey}
          loading={query.isPending}
          pagination={false}
          locale={{ emptyText: query.isPending ? ' ' : <Empty description={empty} /> }}
          onRow={onRow}
          rowClassName={rowClassName}
        />
      </Scrolling>
      <Pages state={state} next={query.data?.next} />
    </section>
  );
}
