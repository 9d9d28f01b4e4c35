import { Pagination } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Clicked, Picture } from '../chart/picture';
import { faultsOf, type MapRow, type Measure, type ReserveMap, shareOf } from './cells';

interface Props {
  readonly map: ReserveMap;
  readonly measure: Measure;
  readonly nameOf: (row: MapRow) => string;
  readonly onOpen: (row: MapRow, date: string) => void;
}

const ROW = 20;
const UNKNOWN = -1;
const FAULTY = { label: { show: true } };
/** From orange (too little) over light to blue (plenty): told apart by every kind of colour vision. */
const STEPS = [
  { min: UNKNOWN, max: UNKNOWN, color: '#d9d9d9' },
  { min: 0, max: 999, color: '#a63603' },
  { min: 1000, max: 1999, color: '#fd8d3c' },
  { min: 2000, max: 2999, color: '#c6dbef' },
  { min: 3000, max: 4999, color: '#6baed6' },
  { min: 5000, max: 10_000, color: '#08519c' },
];
/** Rows of one picture, so that hundreds of institutions never hold up the page; the worst stand in the first. */
const AT_ONCE = 30;

/** The shares of rows and days in a picture, drawn on canvas. */
export function HeatMap({ map, ...shown }: Props) {
  const [page, setPage] = useState(1);
  const { days, rows } = map;
  const part = useMemo(() => ({ days, rows: rows.slice((page - 1) * AT_ONCE, page * AT_ONCE) }), [days, rows, page]);
  return (
    <>
      <OnePicture map={part} {...shown} />
      <Pagination
        hideOnSinglePage
        showSizeChanger={false}
        pageSize={AT_ONCE}
        total={rows.length}
        current={page}
        onChange={setPage}
      />
    </>
  );
}

function OnePicture({ map, measure, nameOf, onOpen }: Props) {
  const { t } = useTranslation('reserve');
  const option = useMemo(
    () => ({
      animation: false,
      grid: { left: 210, right: 16, top: 56, bottom: 8 },
      tooltip: {
        formatter: ({ data }: { data: { value: [number, number, number] } }) => {
          const [x, y, bps] = data.value;
          const row = map.rows[y];
          return `${row ? nameOf(row) : ''}<br>${map.days[x]}: ${bps === UNKNOWN ? t('legend.unknown') : percent(bps)}`;
        },
      },
      xAxis: { type: 'category', position: 'top', data: map.days.map((day) => day.slice(5)) },
      yAxis: {
        type: 'category',
        inverse: true,
        data: map.rows.map(nameOf),
        axisLabel: { width: 195, overflow: 'truncate', interval: 0 },
      },
      visualMap: {
        type: 'piecewise',
        orient: 'horizontal',
        top: 0,
        left: 'center',
        pieces: STEPS.map((step) => ({
          ...step,
          label:
            step.min === UNKNOWN
              ? t('legend.unknown')
              : step.min === 0
                ? t('legend.below', { share: percent(step.max + 1) })
                : t('legend.from', { share: percent(step.min) }),
        })),
      },
      series: [
        {
          type: 'heatmap',
          itemStyle: { borderColor: '#fff', borderWidth: 1 },
          label: { color: '#000', fontWeight: 700, formatter: '!' },
          data: map.rows.flatMap((row, y) =>
            row.cells.flatMap((cell, x) =>
              cell
                ? [{ value: [x, y, shareOf(cell, measure) ?? UNKNOWN], ...(faultsOf(cell).length > 0 ? FAULTY : {}) }]
                : [],
            ),
          ),
        },
      ],
    }),
    [map, measure, nameOf, t],
  );
  const open = useCallback(
    ({ data }: Clicked) => {
      const [x = 0, y = 0] = (data as { value: [number, number] }).value;
      const [row, day] = [map.rows[y], map.days[x]];
      if (row && day) onOpen(row, day);
    },
    [map, onOpen],
  );
  const label = t('picture', { measure: t(`measures.${measure}`) });
  return <Picture label={label} option={option} height={80 + map.rows.length * ROW} onClick={open} />;
}

/** Basis points as a percentage. */
const percent = (bps: number): string => `${(bps / 100).toFixed(bps % 100 === 0 ? 0 : 1)} %`;
