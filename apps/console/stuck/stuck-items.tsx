import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, read, type Schema } from '../api/client';
import { StateTag, UrgencyTag } from '../code/tags';
import { EVERY_HALF_MINUTE } from '../glance/indicator-report';
import { InstitutionName } from '../institution/institution-name';
import type { ListState } from '../list/list-state';
import { Listing } from '../list/listing';
import { Moment } from '../time/moment';
import { Age } from './age';
import type { StuckQuery } from './query';
import { wordOf } from './tree';

type Item = Schema<'OverdueItemView'>;

/** Each overdue item with its number, its age and who has taken note; what has been due longest first. */
export function StuckItems({ state, filters, label }: { state: ListState; filters: StuckQuery; label: string }) {
  const { t } = useTranslation(['stuck', 'code', 'question', 'approval']);
  const { cursor } = state;
  const query = useQuery({
    queryKey: ['overdue', 'items', filters, cursor],
    refetchInterval: EVERY_HALF_MINUTE,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => read(api.GET('/v1/overdue-items', { params: { query: { ...filters, cursor } }, signal })),
  });
  return (
    <Listing<Item>
      label={label}
      query={query}
      state={state}
      rowKey={({ id, dueKind }) => `${id} ${dueKind}`}
      empty={t('noItems')}
      columns={[
        {
          title: t('number'),
          render: (_, { id, subject, referralNo }) =>
            referralNo ? <Link to={`/traces/${id}`}>{referralNo}</Link> : t(`subjects.${subject}`),
        },
        {
          title: t('urgency'),
          render: (_, { urgencyClass }) => (urgencyClass ? <UrgencyTag value={urgencyClass} /> : null),
        },
        { title: t('direction'), render: (_, { direction }) => (direction ? t(`code:direction.${direction}`) : null) },
        { title: t('state'), render: (_, item) => <Standing {...item} /> },
        { title: t('institution'), render: (_, item) => <InstitutionName code={item.institution} /> },
        { title: t('role'), render: (_, item) => t(`code:role.${item.role}`) },
        { title: t('kind'), render: (_, item) => t(wordOf(item)) },
        { title: t('rung'), render: (_, item) => t(`rungs.${item.rung}`) },
        { title: t('due'), render: (_, item) => <Moment at={item.dueAt} /> },
        { title: t('age'), render: (_, item) => <Age since={item.dueAt} /> },
        { title: t('noted'), render: (_, item) => <Noted {...item} /> },
      ]}
    />
  );
}

/** Where it stands, in the words of what it is. */
function Standing({ subject, state }: Item) {
  const { t } = useTranslation(['question', 'approval', 'stuck']);
  if (subject === 'displacement') return <Tag>{t('stuck:openTask')}</Tag>;
  if (subject === 'referral') return <StateTag value={state} />;
  return <Tag>{t(`${subject === 'approval' ? 'approval' : 'question'}:states.${state}`)}</Tag>;
}

function Noted({ noted }: Item) {
  const { t } = useTranslation(['stuck', 'code']);
  if (!noted) return <>{t('notNoted')}</>;
  const { role, at } = noted;
  return (
    <>
      {t(`code:role.${role}`)} <Moment at={at} />
    </>
  );
}
