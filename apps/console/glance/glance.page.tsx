import { Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { DIRECTIONS, URGENCY_CLASSES } from '../../../libs/contracts/codes';
import { ProblemAlert } from '../problem/problem-alert';
import { useSession } from '../session/session';
import { Waiting } from '../shell/waiting';
import { plusDays } from '../time/day';
import { showTime } from '../time/time';
import { mayTrace } from '../trace/tracers';
import { AlarmTiles } from './alarm-tiles';
import { Bars } from './bars';
import { DaysChart } from './days-chart';
import './glance.css';
import { type Report, useIndicatorReport } from './indicator-report';
import { IndicatorTiles } from './indicator-tiles';
import { sumOf, sumsBy } from './sums';
import { Tile } from './tile';

/** What is going on in the county today: figures and small pictures, each leading to its list. */
export default function GlancePage() {
  const { t, i18n } = useTranslation('glance');
  const today = useIndicatorReport({});
  const day = today.data?.to;
  const month = useIndicatorReport(day ? { from: plusDays(day, -29), to: day } : undefined);
  const fortnight = useIndicatorReport(day ? { from: plusDays(day, -13), to: day } : undefined);
  return (
    <>
      <h1>{t('title')}</h1>
      {today.isError ? <ProblemAlert error={today.error} onRetry={() => void today.refetch()} /> : null}
      {today.isPending ? <Waiting /> : null}
      {today.data ? (
        <Flex vertical gap="middle">
          <p role="status">{t('asOf', { at: showTime(today.data.at, 'full', i18n.language) })}</p>
          <Today report={today.data} />
          {fortnight.data ? <DaysChart report={fortnight.data} /> : null}
          {month.data ? <IndicatorTiles report={month.data} /> : null}
        </Flex>
      ) : null}
    </>
  );
}

function Today({ report }: { readonly report: Report }) {
  const { t } = useTranslation(['glance', 'code']);
  const { roles } = useSession();
  const { submitted, open, verdicts, to: day } = report;
  // Who reads counts alone has no list behind them.
  const to = (list: string) => (mayTrace(roles) ? { to: list } : {});
  const overdue = open.reduce((sum, line) => sum + (line.overdue ?? 0), 0);
  const list = (more: string) => `/traces?from=${day}&to=${day}${more}`;
  const directions = sumsBy(submitted, ({ direction }) => direction, DIRECTIONS);
  return (
    <>
      <Flex wrap gap="small">
        <Tile
          title={t('today')}
          value={sumOf(submitted)}
          hint={directions.map(({ name, count }) => `${t(`code:direction.${name}`)} ${count}`).join(' · ')}
          {...to(list(''))}
        />
        <Tile title={t('open')} value={sumOf(open)} {...to('/traces?open=true')} />
        <Tile title={t('overdue')} value={overdue} hint={t('overdueHint')} {...to('/stuck')} alarming={overdue > 0} />
        <AlarmTiles today={day} />
      </Flex>
      <Flex wrap gap="small">
        <Bars
          title={t('byClass')}
          empty={t('none')}
          bars={sumsBy(submitted, ({ urgencyClass }) => urgencyClass, URGENCY_CLASSES).map(({ name, count }) => ({
            label: t(`code:urgency.${name}`),
            count,
            ...to(list(`&urgencyClass=${name}`)),
          }))}
        />
        <Bars
          title={t('byState')}
          empty={t('nothingOpen')}
          bars={sumsBy(open, ({ state }) => state, []).map(({ name, count }) => ({
            label: t(`code:state.${name}`),
            count,
            ...to(`/traces?state=${name}`),
          }))}
        />
        <Bars
          title={t('verdicts')}
          empty={t('none')}
          bars={sumsBy(verdicts, ({ verdict }) => verdict, []).map(({ name, count }) => ({
            label: t(`verdict.${name}`),
            count,
          }))}
        />
      </Flex>
    </>
  );
}
