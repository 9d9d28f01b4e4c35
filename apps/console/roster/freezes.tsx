import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useGroupName } from '../institution/group-name';
import { useSession } from '../session/session';
import { Moment } from '../time/moment';
import { useFreezes } from './use-rosters';

/** Which of the house's pools give nothing out now, and why; only the authority can lift that. */
export function Freezes() {
  const { t } = useTranslation(['roster', 'code']);
  const { institution } = useSession();
  const groupName = useGroupName();
  const { data } = useFreezes();
  if (!data || data.items.length === 0) return null;
  return (
    <Alert
      type="error"
      showIcon
      style={{ marginBottom: 8 }}
      title={t('frozenTitle')}
      description={
        <ul>
          {data.items.map(({ id, pool, group, date, invariant, sentence, frozenAt }) => (
            <li key={id}>
              {t(`code:pool.${pool}`)} · {groupName(institution, group)} · {date}: {invariant} {sentence} (
              <Moment at={frozenAt} />)
            </li>
          ))}
        </ul>
      }
    />
  );
}
