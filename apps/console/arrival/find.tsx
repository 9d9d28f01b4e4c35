import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Flex, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, read } from '../api/client';
import type { ListState } from '../list/list-state';
import { ProblemAlert } from '../problem/problem-alert';

/** Residents' identity cards, CV02.01.101. */
const IDENTITY_CARD = '01';

interface Props {
  readonly state: ListState;
  readonly children: ReactNode;
}

/** Finds whoever stands at the desk: by the end of the number on the slip, or by identity card. The card number never stands in an address. */
export function Find({ state, children }: Props) {
  const { t } = useTranslation('arrival');
  const lookUp = useMutation({
    mutationFn: (idNo: string) => read(api.POST('/v1/patient-lookups', { body: { idType: IDENTITY_CARD, idNo } })),
    onSuccess: ({ id }) => state.set({ patient: id, no: undefined }),
  });
  const found = state.get('no') || state.get('patient');
  return (
    <>
      <Flex wrap gap="middle" align="end" role="search">
        {children}
        <Form
          layout="inline"
          requiredMark={false}
          onFinish={({ no }: { no: string }) => state.set({ no: no.trim(), patient: undefined })}
        >
          <Form.Item
            name="no"
            label={t('no')}
            rules={[{ pattern: /^\s*[0-9A-Za-z]{4,22}\s*$/, required: true, message: t('noRule') }]}
          >
            <Input style={{ width: 180, maxWidth: '40vw' }} autoComplete="off" />
          </Form.Item>
          <Button htmlType="submit">{t('find')}</Button>
        </Form>
        <Form
          layout="inline"
          requiredMark={false}
          onFinish={({ card }: { card: string }) => lookUp.mutate(card.trim().toUpperCase())}
        >
          <Form.Item name="card" label={t('card')} rules={[{ required: true, message: t('cardRule') }]}>
            <Input style={{ width: 210, maxWidth: '50vw' }} autoComplete="off" maxLength={18} />
          </Form.Item>
          <Button htmlType="submit" loading={lookUp.isPending}>
            {t('find')}
          </Button>
        </Form>
      </Flex>
      {lookUp.isError ? <ProblemAlert error={lookUp.error} /> : null}
      {found ? (
        <Alert
          type="info"
          title={t('found')}
          action={<Button onClick={() => state.set({ no: undefined, patient: undefined })}>{t('wholeDay')}</Button>}
        />
      ) : null}
    </>
  );
}
