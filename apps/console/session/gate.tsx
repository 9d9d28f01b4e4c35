import { Button, Flex } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../problem/problem-alert';
import { Waiting } from '../shell/waiting';
import { SessionContext, useSessionQuery } from './session';

/** Lets whoever is signed in through, and everybody else to the sign-in. */
export function Gate({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('session');
  const session = useSessionQuery();
  if (session.isPending) return <Waiting />;
  if (session.data) return <SessionContext value={session.data}>{children}</SessionContext>;
  return (
    <Flex vertical align="center" gap="middle" style={{ padding: 64 }} role="main">
      <h1>分级 Fenji</h1>
      {session.isError ? <ProblemAlert error={session.error} onRetry={() => void session.refetch()} /> : null}
      <Button
        type="primary"
        size="large"
        href={`/session/begin?return=${encodeURIComponent(location.pathname + location.search)}`}
      >
        {t('signIn')}
      </Button>
    </Flex>
  );
}
