import { useQuery } from '@tanstack/react-query';
import { Empty, Flex, Input, Table, Tree } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, read, type Schema } from '../api/client';
import { useListState } from '../list/list-state';
import { ProblemAlert } from '../problem/problem-alert';
import { useSession } from '../session/session';
import { Waiting } from '../shell/waiting';
import { countyNow } from '../time/clock';
import { countyDay } from '../time/time';
import { Changes } from './changes';
import { treeOf } from './network-tree';

/** The care network on one day: consortia, their members, and what each house has and can. */
export default function Page() {
  const { t } = useTranslation('network');
  const { roles } = useSession();
  const state = useListState();
  const on = state.get('at') || countyDay(new Date(countyNow()));
  const chosen = state.get('house');
  const network = useQuery({ queryKey: ['network', on], queryFn: ({ signal }) => wholeNetwork(on, signal) });
  if (network.isError) return <ProblemAlert error={network.error} onRetry={() => void network.refetch()} />;
  return (
    <>
      <h1>{t('title')}</h1>
      <Flex gap="small" align="center">
        <label htmlFor="at">{t('at')}</label>
        <Input
          id="at"
          type="date"
          value={on}
          style={{ width: 170 }}
          onChange={(event) => state.set({ at: event.target.value })}
        />
      </Flex>
      {network.data ? (
        <Flex gap="large" wrap align="start" style={{ marginTop: 12 }}>
          {network.data.institutions.length > 0 ? (
            <Tree
              aria-label={t('title')}
              defaultExpandAll
              height={640}
              style={{ minWidth: 360, flex: '1 1 360px' }}
              selectedKeys={chosen ? [chosen] : []}
              treeData={treeOf(network.data, t('alone'))}
              onSelect={([key]) => state.set({ house: key ? String(key).split(':').at(-1) : undefined })}
            />
          ) : (
            <Empty description={t('nothing')} />
          )}
          {chosen ? <House code={chosen} on={on} /> : <p>{t('choose')}</p>}
        </Flex>
      ) : (
        <Waiting />
      )}
      {roles.includes('county-health-authority') ? <Changes /> : null}
    </>
  );
}

function House({ code, on }: { readonly code: string; readonly on: string }) {
  const { t } = useTranslation('network');
  const query = { institution: code, on, limit: 100 };
  const house = useQuery({
    queryKey: ['house', code, on],
    queryFn: async ({ signal }) => ({
      departments: await read(api.GET('/v1/network/department-capabilities', { params: { query }, signal })),
      practitioners: await read(api.GET('/v1/network/practitioners', { params: { query }, signal })),
      teams: await read(api.GET('/v1/network/teams', { params: { query }, signal })),
    }),
  });
  if (house.isError) return <ProblemAlert error={house.error} onRetry={() => void house.refetch()} />;
  if (!house.data) return <Waiting />;
  const validity = { title: t('valid'), render: (_: unknown, row: Dated) => `${row.validFrom} – ${row.validTo ?? ''}` };
  return (
    <section aria-label={code} style={{ flex: '2 1 480px' }}>
      <h2>{code}</h2>
      <Table<Schema<'CapabilityRow'>>
        size="small"
        title={() => t('departments')}
        rowKey="deptCode"
        dataSource={house.data.departments.items}
        columns={[
          { title: t('code'), dataIndex: 'deptCode' },
          { title: t('name'), dataIndex: 'name' },
          {
            title: t('pools'),
            dataIndex: 'pools',
            render: (pools?: string[]) => pools?.map((pool) => t(`code:pool.${pool}`)).join('、'),
          },
          validity,
        ]}
      />
      <Table<Schema<'PractitionerRow'>>
        size="small"
        title={() => t('practitioners')}
        rowKey="id"
        dataSource={house.data.practitioners.items}
        columns={[{ title: t('name'), dataIndex: 'name' }, { title: t('post'), dataIndex: 'title' }, validity]}
      />
      <Table<Schema<'TeamRow'>>
        size="small"
        title={() => t('teams')}
        rowKey="id"
        dataSource={house.data.teams.items}
        columns={[{ title: t('name'), dataIndex: 'name' }, validity]}
      />
    </section>
  );
}

interface Dated {
  readonly validFrom: string;
  readonly validTo?: string | null;
}

async function wholeNetwork(on: string, signal: AbortSignal) {
  const all = async <T,>(ask: (cursor?: string) => Promise<{ items: T[]; next?: string }>): Promise<T[]> => {
    const items: T[] = [];
    let cursor: string | undefined;
    do {
      const page = await ask(cursor);
      items.push(...page.items);
      cursor = page.next;
    } while (cursor);
    return items;
  };
  const params = (cursor?: string) => ({ query: { on, limit: 100, ...(cursor ? { cursor } : {}) } });
  const [institutions, consortia, members, parents] = await Promise.all([
    all((cursor) => read(api.GET('/v1/network/institutions', { params: params(cursor), signal }))),
    all((cursor) => read(api.GET('/v1/network/consortia', { params: params(cursor), signal }))),
    all((cursor) => read(api.GET('/v1/network/consortium-members', { params: params(cursor), signal }))),
    all((cursor) => read(api.GET('/v1/network/institution-parents', { params: params(cursor), signal }))),
  ]);
  return { institutions, consortia, members, parents };
}
