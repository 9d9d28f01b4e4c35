import { Empty, Flex } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import type { Kind } from '../decision/decision';
import { DecisionDialog } from '../decision/decision-dialog';
import type { ListState } from '../list/list-state';
import { ProblemAlert } from '../problem/problem-alert';
import { Waiting } from '../shell/waiting';
import { useShortcuts } from '../shortcut/use-shortcuts';
import { standing, stepTo } from './arrivals-held';
import { ArrivedBar } from './arrived-bar';
import { Opened } from './opened';
import { Rows, type RowsHandle } from './rows';
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
  const review = useReview();
  const [search, setSearch] = useSearchParams();
  const list = useRef<RowsHandle>(null);
  const [shown, setShown] = useState<readonly WorkItem[]>();
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const [cursor, setCursor] = useState(0);
  const [deciding, setDeciding] = useState<{ item: WorkItem; kind: Kind }>();
  if (!shown && query.data) setShown(query.data.items);
  const { rows, arrived } = standing(shown ?? [], query.data?.items ?? [], fresh);
  const openId = search.get('item') ?? undefined;

  const show = (id: string | undefined) =>
    setSearch(
      (old) => {
        const now = new URLSearchParams(old);
        if (id) now.set('item', id);
        else now.delete('item');
        return now;
      },
      { replace: true },
    );
  const open = (item: WorkItem) => {
    show(item.id);
    setFresh((old) => new Set([...old].filter((id) => id !== item.id)));
    review(item);
  };
  const takeIn = () => {
    const now = query.data?.items ?? [];
    const under = rows[cursor]?.item.id;
    setFresh(new Set(arrived.map(({ id }) => id)));
    setShown(now);
    setCursor(
      Math.max(
        0,
        now.findIndex(({ id }) => id === under),
      ),
    );
  };
  const decide = (kind: Kind) => () => {
    const item = rows.find((row) => row.item.id === openId)?.item ?? rows[cursor]?.item;
    if (!item) return;
    if (item.id !== openId) open(item);
    setDeciding({ item, kind });
  };
  const move = (by: number) => () => {
    setCursor(stepTo(cursor, by, rows.length));
    list.current?.focus();
  };
  useShortcuts(
    {
      ...{ j: move(1), k: move(-1), ArrowDown: move(1), ArrowUp: move(-1), n: takeIn, '?': onHelp },
      ...{
        a: decide('accept'),
        d: decide('reject'),
        v: decide('advise'),
        i: decide('return-for-info'),
        r: decide('redirect'),
      },
      Escape: () => show(undefined),
    },
    keysOn && deciding === undefined,
  );
  if (query.isPending) return <Waiting />;
  if (!query.data) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <>
      {query.isError ? <ProblemAlert error={query.error} onRetry={() => void query.refetch()} /> : null}
      <ArrivedBar arrived={arrived} gone={rows.filter(({ gone }) => gone).length} onShow={takeIn} />
      <Flex gap="middle" align="start">
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
              onCursor={(place) => setCursor(stepTo(place, 0, rows.length))}
              onOpen={open}
            />
          )}
          <WorklistPager state={state} next={query.data.next} />
        </div>
        {openId ? <Opened id={openId} onClose={() => show(undefined)} /> : null}
      </Flex>
      {deciding ? (
        <DecisionDialog
          id={deciding.item.id}
          kind={deciding.kind}
          onClose={() => {
            setDeciding(undefined);
            list.current?.focus();
          }}
        />
      ) : null}
    </>
  );
}
