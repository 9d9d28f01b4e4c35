import { Card } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Picture } from '../chart/picture';
import { daysOf } from '../time/day';
import type { Report } from './indicator-report';
import { sumOf } from './sums';

/** Told apart by colour and by pattern (Okabe–Ito, safe for colour-blind eyes). */
const LOOKS = [
  { direction: 'up', color: '#0072b2' },
  { direction: 'down', color: '#e69f00' },
  { direction: 'lateral', color: '#767676' },
] as const;

/** Referrals of each day, and the same as a table. */
export function DaysChart({ report }: { readonly report: Report }) {
  const { t } = useTranslation(['glance', 'code']);
  const days = useMemo(() => daysOf(report.from, report.to), [report.from, report.to]);
  const countOf = (date: string, direction: string) =>
    sumOf(report.days.filter((line) => line.date === date && line.direction === direction));
  const option = useMemo(
    () => ({
      animation: false,
      aria: { enabled: true, decal: { show: true } },
      grid: { left: 32, right: 8, top: 28, bottom: 24 },
      legend: { top: 0 },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: days.map((day) => day.slice(5)) },
      yAxis: { type: 'value', minInterval: 1 },
      series: LOOKS.map(({ direction, color }) => ({
        type: 'bar',
        stack: 'all',
        name: t(`code:direction.${direction}`),
        color,
        data: days.map((date) =>
          sumOf(report.days.filter((line) => line.date === date && line.direction === direction)),
        ),
      })),
    }),
    [report, days, t],
  );
  return (
    <Card size="small" title={<h2 className="card-title">{t('days')}</h2>} style={{ flex: '2 1 480px' }}>
      <Picture label={t('daysPicture')} option={option} height={220} />
      <details>
        <summary>{t('table')}</summary>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{t('date')}</th>
              {LOOKS.map(({ direction }) => (
                <th key={direction} scope="col">
                  {t(`code:direction.${direction}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.map((date) => (
              <tr key={date}>
                <th scope="row">{date}</th>
                {LOOKS.map(({ direction }) => (
                  <td key={direction}>{countOf(date, direction)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Card>
  );
}
