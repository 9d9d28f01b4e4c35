import { Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { LanguageSwitch } from '../language/language-switch';
import { Problem } from '../problem/problem';
import { ProblemAlert } from '../problem/problem-alert';

interface Props {
  /** Why the session could not be asked for. */
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** Where nobody is signed in. A sign-in that failed comes back here with the code of what was wrong. */
export function SignInPage({ error, onRetry }: Props) {
  const { t } = useTranslation('session');
  const address = new URL(location.href);
  const failed = address.searchParams.get('signIn');
  address.searchParams.delete('signIn');
  return (
    <Flex vertical align="center" gap="middle" style={{ padding: 64 }} role="main">
      <h1>分级 Fenji</h1>
      <p>{t('about')}</p>
      {failed && /^[A-Z_]{1,40}$/.test(failed) ? <ProblemAlert error={new Problem(403, failed, '', [])} /> : null}
      {error ? <ProblemAlert error={error} onRetry={onRetry} /> : null}
      <Button type="primary" size="large" href={beginning(address.pathname + address.search)}>
        {t('signIn')}
      </Button>
      <LanguageSwitch />
    </Flex>
  );
}

/** The door's address that begins a sign-in and leads back to `path`. */
export function beginning(path: string): string {
  return `/session/begin?return=${encodeURIComponent(path)}`;
}
