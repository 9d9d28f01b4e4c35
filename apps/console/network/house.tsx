import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';
import { useNames } from '../institution/directory';
import { ProblemAlert } from '../problem/problem-alert';
import { Waiting } from '../shell/waiting';
import { useHouse } from './use-network';

/** Departments, people and teams of one house, and since when. */
export function House({ code, on }: { readonly code: string; readonly on: string }) {
  const names = useNames();
  const house = useHouse(code, on);
  if (house.isError) return <ProblemAlert error={house.error} onRetry={() => void house.refetch()} />;
  if (!house.data) return <Waiting />;
  const { departments, practitioners, teams } = house.data;
  return (
    <section aria-label={code} style={{ flex: '2 1 480px' }}>
      <h2>
        {names.institution(code)} <code>{code}</code>
      </h2>
      <Departments house={code} rows={departments} />
      <Practitioners house={code} rows={practitioners} />
      <Teams rows={teams} />
    </section>
  );
}

interface RowsOf<Row> {
  readonly house: string;
  readonly rows: Row[];
}

function Departments({ house, rows }: RowsOf<Schema<'CapabilityRow'>>) {
  const { t } = useTranslation(['network', 'code']);
  const names = useNames();
  const poolsOf = (pools: readonly string[] = []) => pools.map((pool) => t(`code:pool.${pool}`)).join('、');
  return (
    <Table
      size="small"
      title={() => t('departments')}
      rowKey="deptCode"
      dataSource={rows}
      columns={[
        { title: t('code'), dataIndex: 'deptCode' },
        { title: t('name'), render: (_, { deptCode }) => names.department(house, deptCode) },
        { title: t('pools'), render: (_, { pools }) => poolsOf(pools) },
        { title: t('valid'), render: (_, row) => validityOf(row) },
      ]}
    />
  );
}

function Practitioners({ house, rows }: RowsOf<Schema<'PractitionerRow'>>) {
  const { t } = useTranslation('network');
  const names = useNames();
  return (
    <Table
      size="small"
      title={() => t('practitioners')}
      rowKey="id"
      dataSource={rows}
      columns={[
        { title: t('name'), dataIndex: 'name' },
        { title: t('post'), render: (_, { title }) => t(`posts.${title}`, { defaultValue: title }) },
        {
          title: t('departments'),
          render: (_, { departments = [] }) => departments.map((one) => names.department(house, one)).join('、'),
        },
        { title: t('valid'), render: (_, row) => validityOf(row) },
      ]}
    />
  );
}

function Teams({ rows }: Pick<RowsOf<Schema<'TeamRow'>>, 'rows'>) {
  const { t } = useTranslation('network');
  return (
    <Table
      size="small"
      title={() => t('teams')}
      rowKey="id"
      dataSource={rows}
      columns={[
        { title: t('name'), dataIndex: 'name' },
        { title: t('valid'), render: (_, row) => validityOf(row) },
      ]}
    />
  );
}

interface Dated {
  readonly validFrom: string;
  readonly validTo?: string | null;
}

const validityOf = ({ validFrom, validTo }: Dated): string => `${validFrom} – ${validTo ?? ''}`;
