import { useQuery } from '@tanstack/react-query';
import { Empty } from 'antd';
import { useTranslation } from 'react-i18next';
import { useHouseOptions } from '../institution/house-options';
import { Choice } from '../list/choice';
import { useListState } from '../list/list-state';
import { policiesOf } from '../policy/service-policies';
import { ProblemAlert } from '../problem/problem-alert';
import { Waiting } from '../shell/waiting';
import { CLASSES, LATER, laddersOf } from './ladder';
import { LadderTable } from './ladder-table';

/** Who is told after whom, and when, where nobody acts: for each class, and for everything else that is due. */
export default function LaddersPage() {
  const { t } = useTranslation('ladder');
  const { houses } = useHouseOptions();
  const state = useListState();
  const institution = state.get('institution');
  const query = useQuery({
    queryKey: ['policies', 'ladders', institution],
    queryFn: async ({ signal }) => {
      const where = institution ? { institution } : {};
      const asked = (['referral', 'reservation'] as const).map((service) => policiesOf(service, where, signal));
      return laddersOf(...(await Promise.all(asked)).map(({ items }) => items));
    },
  });
  return (
    <>
      <h1>{t('title')}</h1>
      <p>{t('lead')}</p>
      <Choice
        label={t('at')}
        all={t('county')}
        width={280}
        value={institution}
        onChange={(chosen) => state.set({ institution: chosen })}
        options={houses()}
      />
      {query.isError ? <ProblemAlert error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <Waiting /> : null}
      {query.data?.size === 0 ? <Empty description={t('nothing')} /> : null}
      {query.data?.size ? (
        <>
          <LadderTable label={t('decisions')} names={CLASSES} ladders={query.data} withDeadline />
          <LadderTable label={t('later')} names={LATER} ladders={query.data} />
        </>
      ) : null}
    </>
  );
}
