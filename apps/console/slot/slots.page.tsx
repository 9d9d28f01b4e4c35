import { useTranslation } from 'react-i18next';
import { useListState } from '../list/list-state';
import { useSession } from '../session/session';
import { FreeUnits } from './free-units';
import { Subscriptions } from './subscriptions';
import { ToldSlots } from './told-slots';
import '../waiting/waiting.css';

/** Free units of the reserve: what a notice told of, what is free in the next two weeks, and what one wants to hear of. */
export default function SlotsPage() {
  const { t } = useTranslation('slot');
  const { roles } = useSession();
  const state = useListState();
  const notice = state.get('notice');
  const subscribes = roles.includes('family-doctor');
  return (
    <>
      <h1>{t('name')}</h1>
      {notice && subscribes ? <ToldSlots notice={notice} /> : null}
      <FreeUnits state={state} />
      {subscribes ? <Subscriptions /> : <p className="quiet">{t('doctorsOnly')}</p>}
    </>
  );
}
