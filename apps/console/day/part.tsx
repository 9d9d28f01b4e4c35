import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { Part as PartName } from '../waiting/duty';
import type { Item } from '../waiting/waiting';
import { WaitingList } from '../waiting/waiting-list';

const PLACES: Record<PartName, string> = {
  act: '/referrals',
  outcome: '/referrals',
  returning: '/returning',
  'follow-up': '/follow-ups',
};

/** One part of the day with what waits in it, the nearest deadline first. */
export function Part({ part, items }: { readonly part: PartName; readonly items: readonly Item[] }) {
  const { t } = useTranslation('day');
  const name = t(`part.${part}`);
  return (
    <Card
      size="small"
      title={
        <h2 className="part-name">
          {name} ({items.length})
        </h2>
      }
      extra={<Link to={PLACES[part]}>{t('all')}</Link>}
    >
      {items.length === 0 ? (
        <p className="quiet">{t(`nothing.${part}`)}</p>
      ) : (
        <WaitingList label={name} items={items} />
      )}
    </Card>
  );
}
