import { Button, Flex, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '../act/act';
import { api, read, type Schema, writeHeaders } from '../api/client';
import { ProblemAlert } from '../problem/problem-alert';

type How = Schema<'NewSettlement'>['how'];
const HOWS = ['told-by-phone', 'told-in-person', 'not-needed'] as const satisfies readonly How[];

/** Sends again what was given up, or notes that a person has told the recipient. */
export function DeliveryActs({ id }: { readonly id: string }) {
  const { t } = useTranslation('undelivered');
  const paramsOf = (key: string) => ({ path: { id }, header: writeHeaders(key) });
  const redrive = useAct((_: undefined, key: string) =>
    read(api.POST('/v1/deliveries/{id}/redrives', { params: paramsOf(key), body: {} })),
  );
  const settle = useAct((how: How, key: string) =>
    read(api.POST('/v1/deliveries/{id}/settlements', { params: paramsOf(key), body: { how } })),
  );
  const error = redrive.error ?? settle.error;
  return (
    <Flex gap="small" wrap>
      <Button loading={redrive.isPending} onClick={() => redrive.mutate(undefined)}>
        {t('redrive')}
      </Button>
      <Select<How>
        aria-label={t('settle')}
        placeholder={t('settle')}
        style={{ width: 180 }}
        loading={settle.isPending}
        options={HOWS.map((value) => ({ value, label: t(`hows.${value}`) }))}
        onChange={(how) => settle.mutate(how)}
      />
      {error ? <ProblemAlert error={error} /> : null}
    </Flex>
  );
}
