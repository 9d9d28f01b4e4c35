import { Button, Flex, Modal } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { tellPages } from './ended';
import { beginning } from './sign-in-page';

/** Where the small window of a new sign-in ends. */
export const SIGNED_IN = '/signed-in';

/** Over a page whose session has ended: hides what it shows, keeps what was typed, lets its user in again. */
export function SignInAgain() {
  const { t } = useTranslation('session');
  const begin = () => open(beginning(SIGNED_IN), 'fenji-sign-in', 'popup,width=760,height=760');
  return (
    <Modal
      open
      centered
      title={t('ended')}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      styles={{ mask: { background: '#f0f2f5' } }}
      zIndex={3000}
      footer={
        <Flex gap="small" justify="end">
          <Button href="/">{t('leave')}</Button>
          <Button type="primary" autoFocus onClick={begin}>
            {t('signInAgain')}
          </Button>
        </Flex>
      }
    >
      <p>{t('endedKept')}</p>
      <p>{t('endedOther')}</p>
    </Modal>
  );
}

/** The end of the small window: the page that waits hears of it and goes on. */
export function SignedInAgain() {
  const { t } = useTranslation('session');
  useEffect(() => {
    tellPages('signed-in');
    close();
  }, []);
  return (
    <Flex vertical align="center" gap="middle" style={{ padding: 64 }} role="main">
      <h1>{t('signedIn')}</h1>
      <p>{t('closeWindow')}</p>
      <Button onClick={() => close()}>{t('close')}</Button>
      <Button href="/">{t('goOnHere')}</Button>
    </Flex>
  );
}
