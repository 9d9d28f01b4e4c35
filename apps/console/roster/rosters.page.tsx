import { Button, Flex, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useListState } from '../list/list-state';
import { useSession } from '../session/session';
import { Board } from './board';
import { BoardChoice } from './board-choice';
import { Displacements } from './displacements';
import { Freezes } from './freezes';
import { PublishDialog } from './publish-dialog';
import { SessionDrawer } from './session-drawer';

/** What the house offers, day by day, who has it, and what happens to them when it changes. */
export default function Page() {
  const { t } = useTranslation('roster');
  const { roles } = useSession();
  const state = useListState();
  const [publishing, setPublishing] = useState(false);
  const show = state.get('show') === 'displaced' ? 'displaced' : 'board';
  const session = state.get('session');
  const settles = roles.some((role) => ['referral-desk', 'roster-manager', 'bed-manager'].includes(role));
  const board = (
    <>
      <Freezes />
      <BoardChoice state={state} />
      <Board state={state} />
    </>
  );
  return (
    <>
      <Flex justify="space-between" align="start">
        <h1>{t('title')}</h1>
        {roles.includes('roster-manager') ? (
          <Button type="primary" onClick={() => setPublishing(true)}>
            {t('publish')}
          </Button>
        ) : null}
      </Flex>
      {settles ? (
        <Tabs
          activeKey={show}
          destroyOnHidden
          onChange={(key) => state.set({ show: key === 'displaced' ? key : undefined })}
          items={[
            { key: 'board', label: t('board'), children: board },
            { key: 'displaced', label: t('displaced'), children: <Displacements state={state} /> },
          ]}
        />
      ) : (
        board
      )}
      {session ? <SessionDrawer key={session} id={session} onClose={() => state.keep({ session: undefined })} /> : null}
      {publishing ? <PublishDialog onClose={() => setPublishing(false)} /> : null}
    </>
  );
}
