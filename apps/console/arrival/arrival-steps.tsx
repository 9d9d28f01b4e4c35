import { Button, Flex, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { useAct } from '../act/act';
import { api, read, writeHeaders } from '../api/client';
import { ProblemAlert } from '../problem/problem-alert';
import { useSession } from '../session/session';
import { countyNow } from '../time/clock';
import { AmbulanceDialog } from './ambulance-dialog';
import { isWalkIn, stepsOf } from './steps';
import type { Expected } from './use-arrivals';

/** What can be done with one patient at the desk, by one press each. */
export function ArrivalSteps({ item }: { readonly item: Expected }) {
  const { t } = useTranslation('arrival');
  const { roles } = useSession();
  const [ambulance, setAmbulance] = useState(false);
  const { id, referralNo } = item;
  const params = (key: string, version: number) => ({ path: { id }, header: writeHeaders(key, version) });
  const arrive = useAct((version: number, key) =>
    read(api.POST('/v1/referrals/{id}/arrivals', { params: params(key, version), body: {} })),
  );
  const care = useAct((version: number, key) =>
    read(api.POST('/v1/referrals/{id}/care-starts', { params: params(key, version), body: {} })),
  );
  const miss = useAct((version: number, key) =>
    read(api.POST('/v1/referrals/{id}/no-shows', { params: params(key, version), body: {} })),
  );
  const steps = stepsOf(item, roles, countyNow());
  const error = arrive.error ?? care.error ?? miss.error;
  const of = (label: string) => ({ 'aria-label': `${label} ${referralNo}`, children: label });
  return (
    <Flex vertical gap={4}>
      <Flex gap={4} wrap>
        {steps.includes('check-in') ? (
          <>
            <Button
              size="small"
              type="primary"
              loading={arrive.isPending}
              onClick={() => arrive.mutate(item.version)}
              {...of(item.state === 'no-show' ? t('late') : isWalkIn(item) ? t('walkIn') : t('checkIn'))}
            />
            <Button size="small" onClick={() => setAmbulance(true)} {...of(t('ambulance'))} />
          </>
        ) : null}
        {steps.includes('start-care') ? (
          <Button
            size="small"
            type="primary"
            loading={care.isPending}
            onClick={() => care.mutate(item.version)}
            {...of(t('startCare'))}
          />
        ) : null}
        {steps.includes('no-show') ? (
          <Popconfirm title={t('missMeans')} onConfirm={() => miss.mutate(item.version)}>
            <Button size="small" danger loading={miss.isPending} {...of(t('miss'))} />
          </Popconfirm>
        ) : null}
        {steps.includes('bed') && item.unit ? (
          <Link to={`/beds?show=beds&booking=${item.unit.reservationId}&group=${item.to.deptCode}`}>
            {t('giveBed')}
          </Link>
        ) : null}
        {steps.includes('outcome') ? (
          <>
            <Link to={`/referrals/${id}?act=return-outcome`}>{t('outcome')}</Link>
            <Link to={`/patients/${item.patientId}/hand-back?referral=${id}`}>{t('handBack')}</Link>
          </>
        ) : null}
      </Flex>
      {error ? <ProblemAlert error={error} /> : null}
      {ambulance ? <AmbulanceDialog item={item} onClose={() => setAmbulance(false)} /> : null}
    </Flex>
  );
}
