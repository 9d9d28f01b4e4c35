import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { useListState } from '../list/list-state';
import { BedList } from './bed-list';
import { WardBoard } from './ward-board';

/** What the wards can take in, day by day, and which bed is whose. */
export default function Page() {
  const { t } = useTranslation('bed');
  const state = useListState();
  const show = state.get('show') === 'beds' ? 'beds' : 'wards';
  return (
    <>
      <h1>{t('title')}</h1>
      <Tabs
        activeKey={show}
        destroyOnHidden
        onChange={(key) => state.set({ show: key === 'beds' ? key : undefined, booking: undefined })}
        items={[
          { key: 'wards', label: t('wards'), children: <WardBoard state={state} /> },
          { key: 'beds', label: t('beds'), children: <BedList state={state} /> },
        ]}
      />
    </>
  );
}
