import { Input, Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { useListState } from '../list/list-state';
import { ArrivalList } from './arrival-list';
import { BookingList } from './booking-list';
import { Find } from './find';
import { dayOf } from './use-arrivals';

/** Whom the house expects, who is on the way and who has come. */
export default function Page() {
  const { t } = useTranslation('arrival');
  const state = useListState();
  const show = state.get('show') === 'bookings' ? 'bookings' : 'referrals';
  return (
    <>
      <h1>{t('title')}</h1>
      <Find state={state}>
        <Input
          type="date"
          aria-label={t('day')}
          style={{ width: 160 }}
          value={dayOf(state)}
          onChange={({ target }) => state.set({ date: target.value || undefined })}
        />
      </Find>
      <Tabs
        activeKey={show}
        onChange={(key) => state.set({ show: key === 'bookings' ? key : undefined })}
        destroyOnHidden
        items={[
          { key: 'referrals', label: t('referrals'), children: <ArrivalList state={state} /> },
          { key: 'bookings', label: t('bookings'), children: <BookingList state={state} /> },
        ]}
      />
    </>
  );
}
