import { useMutation } from '@tanstack/react-query';
import { Button, Flex, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, newKey, read, type Schema, writeHeaders } from '../api/client';
import { ProblemAlert } from '../problem/problem-alert';

type How = Schema<'NewSettlement'>['how'];
const HOWS = ['told-by-phone', 'told-in-person', 'not-needed'] as const satisfies readonly How[];

/** Sends again what was given up, or notes that a person has told the recipient. */
export function DeliveryActs({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const { t } = useTranslation('undelivered');
  const [key] = useState(newKey);
  const params = { path: { id }, header: writeHeaders(key) };
  const redrive = useMutation({
    mutationFn: () => read(api.POST('/v1/deliveries/{id}/redrives', { params, body: {} })),
    onSuccess: onDone,
  });
  const settle = useMutation({
    mutationFn: (how: How) => read(api.POST('/v1/deliveries/{id}/settlements', { params, body: { how } })),
    onSuccess: onDone,
  });
  const error = redrive.error ?? settle.error;
  return (
    <Flex gap="small" wrap>
      <Button loading={redrive.isPending} onClick={() => redrive.mutate()}>
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
