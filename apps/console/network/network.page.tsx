import { Empty, Flex, Input, Tree } from 'antd';
import { useTranslation } from 'react-i18next';
import { useListState } from '../list/list-state';
import { ProblemAlert } from '../problem/problem-alert';
import { useSession } from '../session/session';
import { Waiting } from '../shell/waiting';
import { countyToday } from '../time/day';
import { Changes } from './changes';
import { House } from './house';
import { codeOf, keysOf, type NetworkRows, treeOf } from './network-tree';
import { useNetwork } from './use-network';

/** The care network on one day: consortia, their members, and what each house has and can. */
export default function Page() {
  const { t } = useTranslation('network');
  const { roles } = useSession();
  const state = useListState();
  const on = state.get('at') || countyToday();
  const chosen = state.get('house') || undefined;
  const network = useNetwork(on);
  return (
    <>
      <h1>{t('title')}</h1>
      {network.isError ? <ProblemAlert error={network.error} onRetry={() => void network.refetch()} /> : null}
      <Flex gap="small" align="center">
        <label htmlFor="at">{t('at')}</label>
        <Input
          id="at"
          type="date"
          value={on}
          style={{ width: 170 }}
          onChange={({ target }) => state.set({ at: target.value })}
        />
      </Flex>
      {network.data ? (
        <Flex gap="large" wrap align="start" style={{ marginTop: 12 }}>
          <Houses rows={network.data} chosen={chosen} onChoose={(house) => state.set({ house })} />
          {chosen ? <House code={chosen} on={on} /> : <p>{t('choose')}</p>}
        </Flex>
      ) : null}
      {network.isPending ? <Waiting /> : null}
      {roles.includes('county-health-authority') ? <Changes /> : null}
    </>
  );
}

interface HousesProps {
  readonly rows: NetworkRows;
  readonly chosen: string | undefined;
  readonly onChoose: (house: string | undefined) => void;
}

function Houses({ rows, chosen, onChoose }: HousesProps) {
  const { t } = useTranslation('network');
  const tree = treeOf(rows, t('alone'));
  if (rows.institutions.length === 0) return <Empty description={t('nothing')} />;
  return (
    <Tree
      aria-label={t('title')}
      defaultExpandAll
      height={640}
      style={{ minWidth: 360, flex: '1 1 360px' }}
      selectedKeys={chosen ? keysOf(chosen, tree) : []}
      treeData={tree}
      onSelect={([key]) => onChoose(key === undefined ? undefined : codeOf(String(key)))}
    />
  );
}
