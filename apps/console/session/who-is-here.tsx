import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from './session';

/** Role and institution, always visible, and the way out. */
export function WhoIsHere() {
  const { t } = useTranslation(['session', 'code']);
  const { name, roles, institution } = useSession();
  const leave = async () => {
    await fetch('/session/end', { method: 'POST' });
    location.assign('/');
  };
  return (
    <>
      <span>
        {name} · {roles.map((role) => t(`code:role.${role}`)).join('、')} · {institution}
      </span>
      <Button onClick={() => void leave()}>{t('signOut')}</Button>
    </>
  );
}
