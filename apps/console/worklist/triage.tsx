import { Empty, Flex } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Kind } from '../decision/decision';
import { DecisionDialog } from '../decision/decision-dialog';
import type { ListState } from '../list/list-state';
import { ProblemAlert } from '../problem/problem-alert';
import { Waiting } from '../shell/waiting';
import { useShortcuts } from '../shortcut/use-shortcuts';
import { ArrivedBar } from './arrived-bar';
import { Opened } from './opened';
import { Rows, type RowsHandle } from './rows';
import { useHeldRows } from './use-held-rows';
import { useOpenItem } from './use-open-item';
import { useReview } from './use-review';
import { useWorklist, type WorkItem } from './use-worklist';
import { WorklistPager } from './worklist-pager';

interface Props {
  readonly state: ListState;
  readonly keysOn: boolean;
  readonly onHelp: () => void;
}

/** The list as it stood when it was opened, the item that is read beside it, and the keys that decide. */
export function Triage({ state, keysOn, onHelp }: Props) {
  const { t } = useTranslation('worklist');
  const query = useWorklist(state);
  const { rows, arrived, takeIn, cursor, moveTo, look } = useHeldRows(query.data?.items);
  const [openId, show] = useOpenItem();
  const review = useReview();
  const [deciding, setDeciding] = useState<{ id: string; kind: Kind }>();
  const list = useRef<RowsHandle>(null);

  const open = (item: WorkItem) => {
    show(item.id);
    look(item.id);
    review.begin(item);
  };
  const decide = (kind: Kind) => () => {
    const item = (rows.find((row) => row.item.id === openId) ?? rows[cursor])?.item;
    if (!item) return;
    if (item.id !== openId) open(item);
    setDeciding({ id: item.id, kind });
  };
  const decided = () => {
    setDeciding(undefined);
    list.current?.focus();
  };
  const step = (by: number) => () => {
    moveTo(cursor + by);
    list.current?.focus();
  };
  const moves = { j: step(1), k: step(-1), ArrowDown: step(1), ArrowUp: step(-1), Escape: () => show(undefined) };
  const decisions = {
    a: decide('accept'),
    d: decide('reject'),
    v: decide('advise'),
    i: decide('return-for-info'),
    r: decide('redirect'),
  };
  useShortcuts({ ...moves, ...decisions, n: takeIn, '?': onHelp }, keysOn && deciding === undefined);

  if (query.isPending) return <Waiting />;
  if (!query.data) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <>
      {query.isError ? <ProblemAlert error={query.error} onRetry={() => void query.refetch()} /> : null}
      <ArrivedBar arrived={arrived} gone={rows.filter(({ gone }) => gone).length} onShow={takeIn} />
      <Flex className="worklist-panes" gap="middle" align="start">
        <div style={{ flex: 1, minWidth: 0 }}>
          {rows.length === 0 ? (
            <Empty description={t('empty')} />
          ) : (
            <Rows
              ref={list}
              label={t('title')}
              rows={rows}
              cursor={cursor}
              openId={openId}
              onCursor={moveTo}
              onOpen={open}
            />
          )}
          <WorklistPager state={state} next={query.data.next} />
        </div>
        {openId ? <Opened id={openId} isHeld={review.isPending} onClose={() => show(undefined)} /> : null}
      </Flex>
      {deciding ? <DecisionDialog {...deciding} isHeld={review.isPending} onClose={decided} /> : null}
    </>
  );
}
