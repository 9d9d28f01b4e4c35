import { Empty, Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';
import { InstitutionName } from '../institution/institution-name';
import { Scrolling } from '../list/scrolling';

type Flow = Schema<'FlowView'>;

/** Every flow with its figures; the same as the picture, and more. */
export function FlowTable({ flows, loading }: { readonly flows: readonly Flow[]; readonly loading: boolean }) {
  const { t } = useTranslation(['flow', 'code']);
  const tierOf = (tier: number | undefined) => t(`tier.${tier ?? 0}`);
  return (
    <Scrolling label={t('table')}>
      <Table<Flow>
        size="small"
        loading={loading}
        dataSource={[...flows]}
        rowKey={({ from, to, direction }) => `${from.institution}>${to.institution} ${direction}`}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        locale={{ emptyText: loading ? ' ' : <Empty description={t('empty')} /> }}
        columns={[
          { title: t('sender'), render: (_, { from }) => <End {...from} tierName={tierOf(from.tier)} /> },
          { title: t('receiver'), render: (_, { to }) => <End {...to} tierName={tierOf(to.tier)} /> },
          { title: t('direction'), render: (_, { direction }) => t(`code:direction.${direction}`) },
          { title: t('referrals'), align: 'right', render: (_, { referrals }) => referrals ?? t('few') },
          { title: t('arrived'), align: 'right', dataIndex: 'arrived' },
          { title: t('rejected'), align: 'right', dataIndex: 'rejected' },
          { title: t('closed'), align: 'right', dataIndex: 'closed' },
          { title: t('skips'), render: (_, { skipsTier }) => (skipsTier ? <Tag color="red">{t('yes')}</Tag> : null) },
        ]}
      />
    </Scrolling>
  );
}

function End({ institution, tierName }: { readonly institution: string; readonly tierName: string }) {
  return (
    <>
      <InstitutionName code={institution} /> ({tierName})
    </>
  );
}
