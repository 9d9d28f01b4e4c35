import { useQuery } from '@tanstack/react-query';
import { Card, Flex, Select, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { RESERVED_POOLS } from '../../../libs/contracts/codes';
import { api, read, type Schema } from '../api/client';
import { InstitutionName } from '../institution/institution-name';
import type { ListState } from '../list/list-state';
import { Listing } from '../list/listing';
import { Moment } from '../time/moment';
import { DepartmentSelect } from './department-select';
import { ExamSelect } from './exam-select';
import { HospitalSelect } from './hospital-select';

const SHOWN = 20;
/** Nothing tells of each unit that somebody takes. */
const AGAIN_MS = 20_000;

/** Free units of a department, or of an exam, in the next fortnight: how many, and how many of them are kept for family doctors. */
export function FreeUnits({ state }: { readonly state: ListState }) {
  const { t } = useTranslation(['slot', 'code']);
  const pool = RESERVED_POOLS.find((one) => one === state.get('pool')) ?? 'expert-slot';
  const isExam = pool === 'exam';
  const group = isExam ? state.get('exam') || 'ct' : state.get('department') || '03.04';
  const institution = state.get('hospital');
  const units = useQuery({
    queryKey: ['units', pool, group, institution, state.cursor],
    refetchInterval: AGAIN_MS,
    queryFn: ({ signal }) => {
      const page = { limit: SHOWN, cursor: state.cursor };
      const query = { pool, group, ...(institution ? { institution } : {}), ...page };
      return read(api.GET('/v1/units', { params: { query }, signal }));
    },
  });
  return (
    <Card size="small" title={<h2 className="part-name">{t('free')}</h2>} style={{ marginBottom: 16 }}>
      <Flex gap="small" wrap align="center" style={{ marginBottom: 8 }}>
        <span>
          <label htmlFor="slot-pool">{t('pool')}</label>{' '}
          <Select
            id="slot-pool"
            value={pool}
            onChange={(value) => state.set({ pool: value })}
            options={RESERVED_POOLS.map((value) => ({ value, label: t(`code:pool.${value}`) }))}
          />
        </span>
        <span>
          <label htmlFor="slot-group">{t(isExam ? 'examItem' : 'department')}</label>{' '}
          {isExam ? (
            <ExamSelect id="slot-group" value={group} onChange={(exam) => state.set({ exam })} />
          ) : (
            <DepartmentSelect id="slot-group" value={group} onChange={(department) => state.set({ department })} />
          )}
        </span>
        <span>
          <label htmlFor="slot-hospital">{t('hospital')}</label>{' '}
          <HospitalSelect id="slot-hospital" value={institution} onChange={(hospital) => state.set({ hospital })} />
        </span>
      </Flex>
      <Listing
        label={t('free')}
        query={units}
        rowKey={({ sessionId }) => sessionId}
        state={state}
        empty={t('noUnits')}
        columns={[
          { title: t('start'), render: (_, { startsAt }) => <Moment at={startsAt} /> },
          { title: t('left'), render: (_, unit) => <Left unit={unit} /> },
          { title: t('hospital'), render: (_, { institution: code }) => <InstitutionName code={code} /> },
          {
            title: t('refer'),
            render: (_, { sessionId }) => <Link to={`/patients?session=${sessionId}`}>{t('choosePatient')}</Link>,
          },
          { title: t('place'), dataIndex: 'place' },
        ]}
      />
    </Card>
  );
}

/** How many are free, and for whom. */
function Left({ unit }: { readonly unit: Schema<'FreeUnits'> }) {
  const { t } = useTranslation('slot');
  const { free, protected: kept, open, opensAt } = unit;
  return (
    <Flex gap={4} wrap align="center">
      <span>{t('count', { count: free })}</span>
      {kept ? <Tag color="green">{t('kept', { count: kept })}</Tag> : null}
      {open ? (
        <Tag>{t('open')}</Tag>
      ) : (
        <span>
          {t('opensAt')} <Moment at={opensAt} />
        </span>
      )}
    </Flex>
  );
}
