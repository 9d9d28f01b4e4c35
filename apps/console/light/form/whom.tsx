import { useAsked } from '../ask';
import { patientOf } from '../lists';
import { Refused } from '../notice';
import { PersonName } from '../patients.screen';
import { Go } from '../route';
import { useSpeech } from '../speech';

/** An emergency of somebody in the list keeps his history: he is better chosen there. */
export function Stranger() {
  const { t } = useSpeech();
  return (
    <p>
      {t('strangerHint')} <Go to="/">{t('tabs.patients')}</Go>
    </p>
  );
}

/** The patient, by the masked name that is in memory or on the line; never part of the draft. */
export function Whom({ owner, id }: { readonly owner: string; readonly id: string }) {
  const { t } = useSpeech();
  const patient = useAsked(`patient ${id}`, () => patientOf(owner, id));
  if (patient.data) {
    return (
      <p className="whom">
        <PersonName patient={patient.data} />
      </p>
    );
  }
  if (patient.problem?.status === 0) return <p className="whom">{t('nameOffline', { id: id.slice(-6) })}</p>;
  return <Refused problem={patient.problem} onRetry={patient.ask} />;
}
