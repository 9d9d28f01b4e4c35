import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, read } from '../api/client';
import { useSession } from '../session/session';
import { EVERY_HALF_MINUTE } from './indicator-report';
import { Tile } from './tile';

const MOST = 100;

/** Frozen pools, hospitals below the floor and signals to look at: what supervision must act on. */
export function AlarmTiles({ today }: { readonly today: string }) {
  const { t } = useTranslation('glance');
  const { roles } = useSession();
  const isAuthority = roles.includes('county-health-authority');
  const poll = { refetchInterval: EVERY_HALF_MINUTE };
  const map = useQuery({
    queryKey: ['reserve', 'today', today],
    ...poll,
    queryFn: ({ signal }) =>
      read(api.GET('/v1/reserve-map', { params: { query: { from: today, to: today } }, signal })),
  });
  const freezes = useQuery({
    queryKey: ['freezes', 'live'],
    enabled: isAuthority,
    ...poll,
    queryFn: ({ signal }) => read(api.GET('/v1/freezes', { params: { query: { live: true, limit: MOST } }, signal })),
  });
  const anomalies = useQuery({
    queryKey: ['anomalies', 'open'],
    enabled: isAuthority,
    ...poll,
    queryFn: ({ signal }) =>
      read(api.GET('/v1/anomalies', { params: { query: { status: 'open', limit: MOST } }, signal })),
  });
  const counted = (page: { items: readonly unknown[]; next?: string } | undefined) =>
    page ? (page.next ? t('more', { count: page.items.length }) : page.items.length) : '–';
  const below = map.data?.rows.filter(({ cells }) => cells.some((cell) => cell?.belowFloor)).length;
  return (
    <>
      <Tile
        title={t('belowFloor')}
        value={below ?? '–'}
        hint={map.data ? t('of', { count: map.data.rows.length }) : null}
        to="/reserve"
        alarming={(below ?? 0) > 0}
      />
      {isAuthority ? (
        <>
          <Tile
            title={t('frozen')}
            value={counted(freezes.data)}
            hint={t('frozenHint')}
            to="/reserve"
            alarming={(freezes.data?.items.length ?? 0) > 0}
          />
          <Tile title={t('anomalies')} value={counted(anomalies.data)} to="/anomalies?status=open" />
        </>
      ) : null}
    </>
  );
}
