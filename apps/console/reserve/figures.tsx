import { Button, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { faultsOf, type MapCell, type MapRow, type Measure, type ReserveMap, shareOf } from './cells';

interface Props {
  readonly map: ReserveMap;
  readonly measure: Measure;
  readonly nameOf: (row: MapRow) => string;
  readonly onOpen: (row: MapRow, date: string) => void;
}

const keyOf = ({ institution, group = '' }: MapRow) => `${institution} ${group}`;

/** The figures of the heat map for everybody who reads them rather than sees them; each opens its sessions. */
export function Figures({ map, measure, nameOf, onOpen }: Props) {
  const { t } = useTranslation('reserve');
  return (
    <Table<MapRow>
      size="small"
      dataSource={[...map.rows]}
      rowKey={keyOf}
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 'max-content' }}
      columns={[
        { title: t('institution'), fixed: 'left', render: (_, row) => nameOf(row) },
        ...map.days.map((day, at) => ({
          key: day,
          title: day.slice(5),
          align: 'right' as const,
          render: (_: unknown, row: MapRow) => {
            const cell = row.cells[at];
            if (!cell) return '–';
            return (
              <Button size="small" type="text" onClick={() => onOpen(row, day)}>
                <CellText cell={cell} measure={measure} />
              </Button>
            );
          },
        })),
      ]}
    />
  );
}

/** The share and, in words, what is wrong. */
function CellText({ cell, measure }: { readonly cell: MapCell; readonly measure: Measure }) {
  const { t } = useTranslation('reserve');
  const share = shareOf(cell, measure);
  const faults = faultsOf(cell);
  return (
    <>
      {share === undefined ? t('legend.unknown') : `${(share / 100).toFixed(1)} %`}
      {faults.length > 0
        ? ` ⚠ ${faults.map((fault) => t(`${fault}`, { count: countOf(cell, fault) })).join('、')}`
        : ''}
    </>
  );
}

/** How much of a fault there is. */
export const countOf = (cell: MapCell, fault: string): number =>
  fault === 'stopped' ? cell.stoppedSessions : cell.shortfall;
