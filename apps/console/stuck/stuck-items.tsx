import { keepPreviousData, useQuery } from '@tanstack/react-query';
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

type Item = Schema<'OverdueItemView'>;

/** Each overdue item with its number, its age and who has taken note; what has been due longest first. */
export function StuckItems({ state, filters, label }: { state: ListState; filters: StuckQuery; label: string }) {
  const { t } = useTranslation(['stuck', 'code']);
  const { cursor } = state;
  const query = useQuery({
    queryKey: ['overdue', 'items', filters, cursor],
    refetchInterval: EVERY_HALF_MINUTE,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      read(api.GET('/v1/overdue-items', { params: { query: { ...filters, ...(cursor ? { cursor } : {}) } }, signal })),
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
          render: (_, { id, referralNo }) => <Link to={`/traces/${id}`}>{referralNo}</Link>,
        },
        { title: t('urgency'), render: (_, item) => <UrgencyTag value={item.urgencyClass} /> },
        { title: t('direction'), render: (_, item) => t(`code:direction.${item.direction}`) },
        { title: t('state'), render: (_, item) => <StateTag value={item.state} /> },
        { title: t('institution'), render: (_, item) => <InstitutionName code={item.institution} /> },
        { title: t('role'), render: (_, item) => t(`code:role.${item.role}`) },
        { title: t('kind'), render: (_, item) => t(`code:dueKind.${item.dueKind}`) },
        { title: t('rung'), render: (_, item) => t(`rungs.${item.rung}`) },
        { title: t('due'), render: (_, item) => <Moment at={item.dueAt} /> },
        { title: t('age'), render: (_, item) => <Age since={item.dueAt} /> },
        { title: t('noted'), render: (_, item) => <Noted {...item} /> },
      ]}
    />
  );
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
