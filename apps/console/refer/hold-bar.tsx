import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Flex } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';
import { InstitutionName } from '../institution/institution-name';
import { makeStale } from '../live/stale';
import { Problem } from '../problem/problem';
import { ProblemAlert } from '../problem/problem-alert';
import { countyNow } from '../time/clock';
import { Moment } from '../time/moment';
import { type DraftKeeper, isAsking, type Kept } from './draft-keeper';
import { clockOf } from './left';

const SECOND = 1_000;
/** The last minute is shown in red. */
const HURRY = 60_000;
/** Nothing tells a draft that its unit was taken away, as when a clinic is stopped: it is looked at. */
const LOOK_AGAIN = 15_000;
/** Reservation has not answered within the time of the request. */
const LOOK_SOON = 2_000;
/** Units offered in place of one that is gone. */
const OFFERED = 4;

interface Props {
  readonly keeper: DraftKeeper;
  readonly kept: Kept;
}

/** The unit that is held while the form is filled, and what is left of its time; a lost one is said at once. */
export function HoldBar({ keeper, kept }: Props) {
  const { t } = useTranslation('refer');
  const { view, lost, moved, refused } = kept;
  const queries = useQueryClient();
  const hold = view?.hold;
  const isAwaited = view?.pending !== undefined;
  const asking = isAsking(kept);
  const pause = isAwaited ? LOOK_SOON : hold ? LOOK_AGAIN : undefined;
  useEffect(() => {
    if (!pause) return undefined;
    const looking = setInterval(() => void keeper.refresh(), pause);
    return () => clearInterval(looking);
  }, [pause, keeper]);
  useEffect(() => {
    // What is shown as free was not: the others are looked for at once.
    if (lost || moved || refused) makeStale(queries, ['units', 'routes']);
  }, [lost, moved, refused, queries]);
  return (
    <>
      {lost ? (
        <Alert role="alert" type="error" showIcon title={t('lost')} description={<UnitName unit={lost} />} />
      ) : null}
      {moved && hold ? (
        <Alert role="alert" type="warning" showIcon title={t('moved')} description={<UnitName unit={moved} />} />
      ) : null}
      {refused ? <Refused error={refused} keeper={keeper} asking={asking} /> : null}
      {isAwaited ? <Alert role="status" type="info" showIcon title={t('awaited')} /> : null}
      {hold ? (
        <Alert
          type="success"
          showIcon
          title={
            <>
              {t('held')} <UnitName unit={hold} /> · {hold.place}
            </>
          }
          description={
            <Flex vertical gap={4}>
              <span>{hold.fromReserve ? t('fromReserve') : t('fromOpen')}</span>
              <CountDown until={hold.holdUntil} keeper={keeper} />
              <Flex gap="small">
                <Button size="small" disabled={asking} onClick={() => void keeper.extend()}>
                  {t('extend')}
                </Button>
                <Button size="small" disabled={asking} onClick={() => void keeper.release()}>
                  {t('release')}
                </Button>
              </Flex>
            </Flex>
          }
        />
      ) : null}
    </>
  );
}

interface RefusedProps {
  readonly error: unknown;
  readonly keeper: DraftKeeper;
  readonly asking: boolean;
}

/** Why no unit is held, with those that are free next. */
function Refused({ error, keeper, asking }: RefusedProps) {
  const { t } = useTranslation('refer');
  if (!(error instanceof Problem) || error.code !== 'UNIT_GONE') return <ProblemAlert error={error} />;
  const reason = String(error.more['reason'] ?? '');
  const options = (error.more['options'] ?? []) as Schema<'UnitOptionView'>[];
  return (
    <Alert
      role="alert"
      type="warning"
      showIcon
      title={t(`gone.${reason}`, { defaultValue: t(`code:noUnit.${reason}`, { defaultValue: t('gone.other') }) })}
      description={
        options.length > 0 ? (
          <Flex vertical gap={4} align="start">
            {t('instead')}
            {options.slice(0, OFFERED).map((unit) => (
              <Button
                key={unit.sessionId}
                size="small"
                disabled={asking}
                onClick={() => void keeper.hold({ sessionId: unit.sessionId })}
              >
                <UnitName unit={unit} />
              </Button>
            ))}
          </Flex>
        ) : null
      }
    />
  );
}

/** When and where a unit is. */
function UnitName({ unit }: { readonly unit: { readonly startsAt: string; readonly institution: string } }) {
  return (
    <>
      <Moment at={unit.startsAt} /> · <InstitutionName code={unit.institution} />
    </>
  );
}

function CountDown({ until, keeper }: { readonly until: string | undefined; readonly keeper: DraftKeeper }) {
  const { t } = useTranslation('refer');
  const [now, setNow] = useState(countyNow);
  useEffect(() => {
    const ticking = setInterval(() => setNow(countyNow()), SECOND);
    return () => clearInterval(ticking);
  }, []);
  const left = until ? new Date(until).getTime() - now : 0;
  const isOver = left <= 0;
  useEffect(() => {
    if (isOver) void keeper.refresh();
  }, [isOver, keeper]);
  return (
    <span role="timer" aria-label={t('holdLeft')}>
      {t('holdLeft')} <strong style={left < HURRY ? { color: '#a8071a' } : undefined}>{clockOf(left)}</strong>
    </span>
  );
}
