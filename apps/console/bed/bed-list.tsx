import { Alert, Button, Flex, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';
import { useNames } from '../institution/directory';
import type { ListState } from '../list/list-state';
import { Listing } from '../list/listing';
import { useSession } from '../session/session';
import { BedSteps } from './bed-steps';
import { RegisterDialog } from './register-dialog';
import { useBeds } from './use-beds';
import { WardSelect } from './ward-select';

/** Every bed of the house; with a booking in the address, the bed that its patient is to get. */
export function BedList({ state }: { readonly state: ListState }) {
  const { t } = useTranslation('bed');
  const { institution, roles } = useSession();
  const names = useNames();
  const query = useBeds(state);
  const [registering, setRegistering] = useState(false);
  const booking = state.get('booking') || undefined;
  return (
    <>
      {booking ? (
        <Alert
          type="info"
          showIcon
          title={t('choose')}
          action={<Button onClick={() => state.set({ booking: undefined })}>{t('cancel')}</Button>}
        />
      ) : null}
      <Flex gap="small" wrap role="search" style={{ margin: '8px 0' }}>
        <WardSelect allowClear value={state.get('group') || undefined} onChange={(group) => state.set({ group })} />
        <Select
          allowClear
          aria-label={t('occupied')}
          placeholder={t('occupied')}
          style={{ width: 140 }}
          value={state.get('occupied') || undefined}
          onChange={(occupied: string | undefined) => state.set({ occupied })}
          options={['yes', 'no'].map((value) => ({ value, label: t(`occupiedIs.${value}`) }))}
        />
        {roles.includes('bed-manager') ? <Button onClick={() => setRegistering(true)}>{t('register')}</Button> : null}
      </Flex>
      <Listing<Schema<'BedView'>>
        label={t('beds')}
        query={query}
        state={state}
        rowKey={({ id }) => id}
        empty={t('noBeds')}
        columns={[
          { title: t('label'), render: (_, { label }) => label },
          { title: t('ward'), render: (_, { group }) => names.department(institution, group) },
          { title: t('bedClass'), render: (_, { bedClass }) => t(`class.${bedClass}`, { defaultValue: bedClass }) },
          {
            title: t('now'),
            render: (_, { closedAt, closedReason, occupied, staffed }) =>
              closedAt ? (
                <>
                  <Tag>{t('closed')}</Tag> {closedReason}
                </>
              ) : (
                <Tag color={occupied ? 'blue' : staffed ? 'green' : 'default'}>
                  {occupied ? t('occupiedIs.yes') : staffed ? t('occupiedIs.no') : t('notStaffed')}
                </Tag>
              ),
          },
          {
            title: t('steps'),
            render: (_, bed) => (
              <BedSteps bed={bed} booking={booking} onGiven={() => state.set({ booking: undefined })} />
            ),
          },
        ]}
      />
      {registering ? <RegisterDialog onClose={() => setRegistering(false)} /> : null}
    </>
  );
}
