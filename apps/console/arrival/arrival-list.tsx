import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { StateTag, UrgencyTag } from '../code/tags';
import { InstitutionName } from '../institution/institution-name';
import type { ListState } from '../list/list-state';
import { Listing } from '../list/listing';
import { Moment } from '../time/moment';
import { ArrivalSteps } from './arrival-steps';
import { Person } from './person';
import { type Expected, useArrivals } from './use-arrivals';

/** Referred patients of the day, or whoever was looked for. */
export function ArrivalList({ state }: { readonly state: ListState }) {
  const { t } = useTranslation('arrival');
  const query = useArrivals(state);
  const sought = state.get('no') || state.get('patient');
  return (
    <Listing<Expected>
      label={t('referrals')}
      query={query}
      state={state}
      rowKey={({ id }) => id}
      empty={sought ? t('notFound') : t('nobody')}
      columns={[
        {
          title: t('when'),
          render: (_, item) =>
            item.unit ? (
              <Moment at={item.expectedAt} />
            ) : item.urgencyClass === 'U1' ? (
              <Tag color="red">{t('onTheWay')}</Tag>
            ) : (
              <Moment at={item.expectedAt} />
            ),
        },
        { title: t('person'), render: (_, item) => <Person patient={item.patient} /> },
        { title: t('class'), render: (_, item) => <UrgencyTag value={item.urgencyClass} /> },
        { title: t('from'), render: (_, item) => <InstitutionName code={item.from.institution} /> },
        {
          title: t('where'),
          render: (_, item) => (
            <>
              <InstitutionName code={item.to.institution} deptCode={item.to.deptCode} />
              {item.unit ? <div>{item.unit.place}</div> : null}
            </>
          ),
        },
        {
          title: t('state'),
          render: (_, item) => (
            <>
              <StateTag value={item.state} /> {item.arrivedAt ? <Moment at={item.arrivedAt} form="clock" /> : null}
              {item.isolation ? <Tag color="magenta">{t('isolation')}</Tag> : null}
            </>
          ),
        },
        { title: t('number'), render: (_, item) => <Link to={`/referrals/${item.id}`}>{item.referralNo}</Link> },
        { title: t('steps'), fixed: 'right', render: (_, item) => <ArrivalSteps item={item} /> },
      ]}
    />
  );
}
