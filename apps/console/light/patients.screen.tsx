import { type FormEvent, useState } from 'react';
import { api, read } from '../api/client';
import { Problem } from '../problem/problem';
import { useAsked } from './ask';
import { keepPatients, noteSeen, type Patient, patients } from './lists';
import { Loading, Refused } from './notice';
import { Go } from './route';
import { useSpeech } from './speech';

/** A person's masked name, sex and year of birth: enough to tell two patients apart, too little for a stranger. */
export function PersonName({ patient }: { readonly patient: Patient }) {
  const { t } = useSpeech();
  return (
    <>
      <b>{patient.name}</b> {t(`sex.${patient.sexCode}`)} · {patient.birthDate} · {patient.idNo.slice(-4)}
    </>
  );
}

const SHOWN = 30;

/** The patients of my team or house: found by surname, year of birth or the end of the document; masked. */
export function Patients({ owner }: { readonly owner: string }) {
  const { t } = useSpeech();
  const [typed, setTyped] = useState('');
  const list = useAsked(`patients ${owner}`, () => patients(owner));
  const wanted = typed.trim().toLowerCase();
  const found = (list.data?.items ?? []).filter(({ name, birthDate, idNo, phone }) =>
    [name, birthDate, idNo, phone].some((value) => value?.toLowerCase().includes(wanted)),
  );
  return (
    <>
      <h1>{t('tabs.patients')}</h1>
      <label>
        {t('findPatient')}
        <input type="search" value={typed} onChange={(event) => setTyped(event.target.value)} />
      </label>
      <Refused problem={list.problem} onRetry={list.ask} />
      {list.pending && !list.data ? <Loading /> : null}
      {list.data && found.length === 0 ? <p>{t('noPatient')}</p> : null}
      <ul className="rows">
        {found.slice(0, SHOWN).map((patient) => (
          <li key={patient.id}>
            <span>
              <PersonName patient={patient} />
              {patient.keyGroups.length > 0 ? (
                <small> {patient.keyGroups.map((one) => t(`group.${one}`)).join(t('and'))}</small>
              ) : null}
            </span>
            <Go to={`/form?wish=up&patient=${patient.id}`} className="button">
              {t('seePatient')}
            </Go>
          </li>
        ))}
      </ul>
      {found.length > SHOWN ? <p>{t('moreFound', { count: found.length - SHOWN })}</p> : null}
      <LookUp />
      {list.data ? (
        <label className="tick">
          <input
            type="checkbox"
            checked={list.data.onDevice}
            onChange={(event) => void keepPatients(owner, event.target.checked).then(list.ask)}
          />
          {t('keepList')}
        </label>
      ) : null}
    </>
  );
}

/** Finds somebody who is not in the list by the whole document number, which goes to the API alone. */
function LookUp() {
  const { t } = useSpeech();
  const [idNo, setIdNo] = useState('');
  const [found, setFound] = useState<Patient>();
  const [problem, setProblem] = useState<Problem>();
  const look = async (event: FormEvent) => {
    event.preventDefault();
    setProblem(undefined);
    setFound(undefined);
    try {
      const patient = await read(
        api.POST('/v1/patient-lookups', { body: { idType: '01', idNo: idNo.trim().toUpperCase() } }),
      );
      noteSeen(patient);
      setFound(patient);
      setIdNo('');
    } catch (error) {
      setProblem(error instanceof Problem ? error : Problem.unreachable(error));
    }
  };
  return (
    <details>
      <summary>{t('lookUp')}</summary>
      <form onSubmit={(event) => void look(event)}>
        <label>
          {t('idNo')}
          <input value={idNo} onChange={(event) => setIdNo(event.target.value)} autoComplete="off" required />
        </label>
        <button type="submit">{t('find')}</button>
      </form>
      <Refused problem={problem} />
      {found ? (
        <p role="status">
          <PersonName patient={found} />{' '}
          <Go to={`/form?wish=up&patient=${found.id}`} className="button">
            {t('seePatient')}
          </Go>
        </p>
      ) : null}
    </details>
  );
}
