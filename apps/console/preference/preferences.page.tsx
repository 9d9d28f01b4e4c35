import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../problem/problem-alert';
import { Waiting } from '../shell/waiting';
import { PreferenceForm } from './preference-form';
import { usePreferences } from './preferences';

/** How the reader wants to be told; U1 and U2 come on every channel whatever is chosen here. */
export default function PreferencesPage() {
  const { t } = useTranslation('preference');
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
    </>
  );
}
