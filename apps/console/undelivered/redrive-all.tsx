import { App, Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '../act/act';
import { api, read, type Schema, writeHeaders } from '../api/client';
import { ProblemAlert } from '../problem/problem-alert';

/** Sends again all that a channel gave up in the reader's house. */
export function RedriveAll({ channel }: Pick<Schema<'DeliveryItem'>, 'channel'>) {
  const { t } = useTranslation(['undelivered', 'trace']);
  const { message } = App.useApp();
  const redrive = useAct((_: undefined, key: string) =>
    read(api.POST('/v1/deliveries/redrives', { params: { header: writeHeaders(key) }, body: { channel } })),
  );
  const say = ({ redriven, mayBeMore }: Schema<'RedrivesView'>) =>
    message.success(t(mayBeMore ? 'redrivenMore' : 'redriven', { count: redriven }));
  return (
    <>
      <Popconfirm title={t('redriveAllMeans')} onConfirm={() => redrive.mutate(undefined, { onSuccess: say })}>
        <Button loading={redrive.isPending}>{t('redriveAll', { channel: t(`trace:channels.${channel}`) })}</Button>
      </Popconfirm>
      {redrive.isError ? <ProblemAlert error={redrive.error} /> : null}
    </>
  );
}
