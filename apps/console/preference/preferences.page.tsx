import { useTranslation } from 'react-i18next';
import { LISTENERS } from '../live/listeners';
import { ProblemAlert } from '../problem/problem-alert';
import { ThisBrowser } from '../push/this-browser';
import { useSession } from '../session/session';
import { Waiting } from '../shell/waiting';
import { PreferenceForm } from './preference-form';
import { usePreferences } from './preferences';

/** How the reader wants to be told; U1 and U2 come on every channel whatever is chosen here. */
export default function PreferencesPage() {
  const { t } = useTranslation('preference');
  const { roles } = useSession();
  const preferences = usePreferences();
  return (
    <>
      <h1>{t('name')}</h1>
      <p>{t('urgent')}</p>
      {preferences.isPending ? <Waiting /> : null}
      {preferences.isError ? (
        <ProblemAlert error={preferences.error} onRetry={() => void preferences.refetch()} />
      ) : null}
      {preferences.data ? <PreferenceForm key={preferences.data.version} known={preferences.data} /> : null}
      {LISTENERS.some((role) => roles.includes(role)) ? <ThisBrowser /> : null}
    </>
  );
}
