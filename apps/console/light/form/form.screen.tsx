import { type FormEvent, useEffect, useState } from 'react';
import { countyNow } from '../../time/county-time';
import { useAsked } from '../ask';
import { patientOf } from '../lists';
import { Refused } from '../notice';
import type { Draft } from '../outbox/draft';
import { draftOf, happen, newDraft, store } from '../outbox/outbox';
import { PersonName } from '../patients.screen';
import { go, useRoute } from '../route';
import { useSpeech } from '../speech';
import { Advice } from './advice';
import { Diagnoses } from './diagnoses';
import { Text, Vitals } from './fields';
import { emptyForm, type LightForm, type Wish } from './light-form';
import { Mending } from './mending';
import { EmergencyPart, UpPart } from './parts';

interface Props {
  readonly owner: string;
  /** The draft that is opened again; undefined for a new one. */
  readonly id: string | undefined;
}

/** First visit and up-referral on one page, as a draft of this device from the first letter on. */
export function RefForm({ owner, id }: Props) {
  const { t } = useSpeech();
  const { query } = useRoute();
  const opened = useAsked<Draft | undefined>(`draft ${id}`, async () => {
    if (!id) return newDraft(owner, emptyForm((query.get('wish') as Wish) ?? 'up', query.get('patient') ?? undefined));
    const found = await draftOf(owner, id);
    return found?.fate === 'refused' ? happen(id, 'mend') : found;
  });
  if (opened.pending && !opened.data) return <p role="status">{t('loading')}</p>;
  if (opened.data?.fate !== 'draft') return <p>{t('noDraft')}</p>;
  return <Filling first={opened.data} owner={owner} />;
}

function Filling({ first, owner }: { readonly first: Draft; readonly owner: string }) {
  const { t, language } = useSpeech();
  const [form, setForm] = useState<LightForm>(first.form);
  const [lost, setLost] = useState(false);
  const isEmergency = form.wish === 'emergency';
  useEffect(() => {
    if (form === first.form) return;
    void store({ ...first, form }).then((stored) => setLost(!stored));
  }, [form, first]);
  const set = (change: Partial<LightForm>) => setForm((old) => ({ ...old, ...change }));
  const setVitals = (vitals: LightForm['vitals']) => set({ vitals, measuredAt: new Date(countyNow()).toISOString() });
  const send = async (event: FormEvent, wish: Wish) => {
    event.preventDefault();
    await store({ ...first, form: { ...form, wish } });
    await happen(first.id, 'send', { tryAt: 0 });
    go('/outbox', true);
  };
  return (
    <form className="form" onSubmit={(event) => void send(event, form.wish)}>
      <h1>{t(isEmergency ? 'emergency' : 'formTitle')}</h1>
      {lost ? (
        <div className="alert" role="alert">
          {t('noDraft')}
        </div>
      ) : null}
      <Mending draft={first} />
      {form.stranger ? null : <Whom owner={owner} id={form.patientId!} />}
      {isEmergency ? <EmergencyPart form={form} set={set} /> : null}
      {first.visitId ? (
        <p role="status">
          {t('visitDone')} {first.verdict?.[language]}
        </p>
      ) : null}
      <Text
        name="complaint"
        value={form.complaint}
        onChange={(complaint) => set({ complaint })}
        required
        fewest={isEmergency ? 2 : 4}
        most={100}
      />
      <Diagnoses value={form.diagnoses} required={!isEmergency} onChange={(diagnoses) => set({ diagnoses })} />
      <Vitals value={form.vitals} required={form.urgency === 'U2' && !isEmergency} onChange={setVitals} />
      {isEmergency ? null : <Advice form={form} />}
      {isEmergency ? null : <UpPart form={form} set={set} />}
      {isEmergency ? <p>{t('emergencyHint')}</p> : null}
      <div className="actions">
        <button type="submit" className={isEmergency ? 'danger' : 'primary'}>
          {t(isEmergency ? 'sendEmergency' : 'sendUp')}
        </button>
        {isEmergency || first.visitId ? null : (
          <button
            type="button"
            disabled={form.complaint.trim().length === 0 || form.diagnoses.length === 0}
            onClick={(event) => void send(event, 'visit')}
          >
            {t('saveVisit')}
          </button>
        )}
      </div>
    </form>
  );
}

/** The patient, by the masked name that is in memory or on the line; never part of the draft. */
function Whom({ owner, id }: { readonly owner: string; readonly id: string }) {
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
