import { type KeyboardEvent, type Ref, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Standing } from './arrivals-held';
import { Row } from './row';
import type { WorkItem } from './use-worklist';
import { scrollFor, visibleRows } from './visible-rows';
import './worklist.css';

const ROW_HEIGHT = 40;
const FIRST_HEIGHT = 600;

/** What the screen's shortcuts ask of the list. */
export interface RowsHandle {
  focus(): void;
}

interface Props {
  readonly label: string;
  readonly rows: readonly Standing<WorkItem>[];
  /** Place of the cursor. */
  readonly cursor: number;
  readonly openId: string | undefined;
  readonly onCursor: (place: number) => void;
  readonly onOpen: (item: WorkItem) => void;
  readonly ref?: Ref<RowsHandle>;
}

const COLUMNS = ['mark', 'class', 'due', 'from', 'department', 'state', 'owner', 'number'] as const;

/** Left out where the list is narrow: what the open item says anyhow. */
const WIDE: readonly string[] = ['department', 'number'];

/** Many rows of which only those in sight are drawn; to a screen reader one list with its whole length. */
export function Rows({ label, rows, cursor, openId, onCursor, onOpen, ref }: Props) {
  const { t } = useTranslation('worklist');
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState({ scrollTop: 0, height: FIRST_HEIGHT, rowHeight: ROW_HEIGHT });
  useImperativeHandle(ref, () => ({ focus: () => box.current?.focus() }));
  useLayoutEffect(() => {
    const list = box.current;
    if (!list) return;
    const seen = { scrollTop: list.scrollTop, height: list.clientHeight, rowHeight: ROW_HEIGHT };
    list.scrollTop = scrollFor(cursor, seen);
    setAt({ ...seen, scrollTop: list.scrollTop });
  }, [cursor]);
  const { first, last } = visibleRows(rows.length, at);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -rows.length, End: rows.length }[
      event.key
    ];
    const row = rows[cursor];
    if (step !== undefined) onCursor(cursor + step);
    else if (event.key === 'Enter' && row) onOpen(row.item);
    else return;
    event.preventDefault();
  };
  return (
    <div className={openId ? 'worklist-frame worklist-narrow' : 'worklist-frame'}>
      <div className="worklist-row worklist-head" aria-hidden="true">
        {COLUMNS.map((column) => (
          <span key={column} className={WIDE.includes(column) ? 'worklist-wide' : undefined}>
            {t(`column.${column}`)}
          </span>
        ))}
      </div>
      <div
        ref={box}
        role="listbox"
        tabIndex={0}
        aria-label={label}
        aria-activedescendant={rows[cursor] ? `row-${rows[cursor].item.id}` : undefined}
        className="worklist-rows"
        onKeyDown={onKeyDown}
        onScroll={({ currentTarget: { scrollTop, clientHeight: height } }) =>
          setAt({ scrollTop, height, rowHeight: ROW_HEIGHT })
        }
      >
        <div role="presentation" style={{ height: rows.length * ROW_HEIGHT, position: 'relative' }}>
          {rows.slice(first, last).map((row, nth) => {
            const place = first + nth;
            const { id } = row.item;
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the list itself takes the keys, as a listbox does
              // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names its active row
              <div
                key={id}
                id={`row-${id}`}
                role="option"
                aria-selected={id === openId}
                aria-posinset={place + 1}
                aria-setsize={rows.length}
                className={`worklist-row${place === cursor ? ' worklist-cursor' : ''}${row.gone ? ' worklist-gone' : ''}`}
                style={{ top: place * ROW_HEIGHT }}
                onClick={() => {
                  onCursor(place);
                  onOpen(row.item);
                }}
              >
                <Row {...row} />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
