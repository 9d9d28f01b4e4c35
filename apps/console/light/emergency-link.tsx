import { Go } from './route';
import { useSpeech } from './speech';

/** U1 is one touch away from every screen, and nothing ever disables it. */
export function EmergencyLink({ path }: { readonly path: string }) {
  const { t } = useSpeech();
  if (path.startsWith('/form')) return null;
  return (
    <Go to="/form?wish=emergency" className="emergency">
      {t('emergency')}
    </Go>
  );
}
