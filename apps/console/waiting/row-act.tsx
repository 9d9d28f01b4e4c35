import { App, Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router-dom';
import { useAct } from '../act/act';
import { api, read, writeHeaders } from '../api/client';
import { ProblemAlert } from '../problem/problem-alert';
import { wayOf } from './duty';
import { OutcomeButton } from './outcome-button';
import type { Item } from './waiting';

/** What is to be done about one item: in one click where that is enough, else the way to where it is done. */
export function RowAct({ item }: { readonly item: Item }) {
  const { t } = useTranslation('waiting');
  const way = wayOf(item);
  switch (way) {
    case 'confirm':
      return <ConfirmButton item={item} />;
    case 'acknowledge':
      return <OutcomeButton item={item} />;
    case 'acknowledge-ending':
      return <EndingButtons item={item} />;
    case 'follow-up':
      return <Link to={`/follow-ups?open=${item.id}`}>{t('way.follow-up')}</Link>;
    case 'returning':
      return <Link to={`/returning?open=${item.id}`}>{t('way.returning')}</Link>;
    case 'referral':
      return <Link to={`/referrals/${item.id}`}>{t('way.referral')}</Link>;
  }
}

/** T10: the held unit becomes a booking. */
function ConfirmButton({ item: { id, version, unit } }: { readonly item: Item }) {
  const { t } = useTranslation('waiting');
  const { message } = App.useApp();
  const confirm = useAct((_: undefined, key: string) =>
    read(
      api.POST('/v1/referrals/{id}/confirmations', {
        params: { path: { id }, header: { ...writeHeaders(key, version), Prefer: 'wait=5' } },
        body: unit ? { reservationId: unit.reservationId } : {},
      }),
    ),
  );
  return (
    <>
      <Button
        type="primary"
        size="small"
        loading={confirm.isPending}
        onClick={() =>
          confirm.mutate(undefined, {
            onSuccess: ({ pending }) => (pending ? message.info(t('confirming')) : message.success(t('confirmed'))),
          })
        }
      >
        {t('way.confirm')}
      </Button>
      {confirm.isError ? <ProblemAlert error={confirm.error} /> : null}
    </>
  );
}

/** T35: the other side's ending is noted; its form can begin the next referral, linked to it. */
function EndingButtons({ item: { id, version, state, patientId } }: { readonly item: Item }) {
  const { t } = useTranslation('waiting');
  const { message } = App.useApp();
  const go = useNavigate();
  const path = { id };
  const note = useAct((_: undefined, key: string) =>
    read(
      api.POST('/v1/referrals/{id}/acknowledgements', {
        params: { path, header: writeHeaders(key, version) },
        body: {},
      }),
    ),
  );
  const again = useAct((_: undefined, key: string) =>
    read(api.POST('/v1/referrals/{id}/successor-drafts', { params: { path, header: writeHeaders(key) }, body: {} })),
  );
  return (
    <Flex gap="small" wrap>
      <Button
        size="small"
        loading={note.isPending}
        onClick={() => note.mutate(undefined, { onSuccess: () => message.success(t('noted')) })}
      >
        {t('way.acknowledge-ending')}
      </Button>
      {state === 'cancelled' ? null : (
        <Button
          size="small"
          loading={again.isPending}
          onClick={() =>
            again.mutate(undefined, { onSuccess: (draft) => go(`/patients/${patientId}/refer?draft=${draft.id}`) })
          }
        >
          {t('again')}
        </Button>
      )}
      {note.isError ? <ProblemAlert error={note.error} /> : null}
      {again.isError ? <ProblemAlert error={again.error} /> : null}
    </Flex>
  );
}
