import { useId, useState } from 'react';
import type { Schema } from '../../api/client';
import { nameIn } from '../../language/in-language';
import { useAsked } from '../ask';
import { diagnoses } from '../lists';
import { useSpeech } from '../speech';
import { matching } from './matching';

type Diagnosis = Schema<'Diagnosis'>;

interface Props {
  readonly value: readonly Diagnosis[];
  readonly required: boolean;
  readonly onChange: (value: Diagnosis[]) => void;
}

/** Coded diagnoses found in the table kept on this device, so that it works without a network; the first one leads. */
export function Diagnoses({ value, required, onChange }: Props) {
  const { t, language } = useSpeech();
  const id = useId();
  const [typed, setTyped] = useState('');
  const table = useAsked('diagnoses', diagnoses);
  const found = matching(table.data ?? [], typed).filter(({ code }) => !value.some((one) => one.code === code));
  const ranked = (list: readonly Diagnosis[]) => onChange(list.map((one, at) => ({ ...one, rank: at + 1 })));
  return (
    <div className="field">
      <label htmlFor={id}>
        {t('form.diagnoses')}
        {required ? <span aria-hidden="true"> *</span> : null}
      </label>
      <ul className="picked">
        {value.map((one) => (
          <li key={one.code}>
            {one.code} {one.name}{' '}
            <button
              type="button"
              aria-label={t('takeAway', { name: one.name })}
              onClick={() => ranked(value.filter(({ code }) => code !== one.code))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <input
        id={id}
        type="search"
        value={typed}
        autoComplete="off"
        required={required && value.length === 0}
        onChange={(event) => setTyped(event.target.value)}
        aria-controls={`${id}-found`}
      />
      <ul id={`${id}-found`} className="found" aria-live="polite">
        {found.map(({ system, version, code, name, nameEn }) => (
          <li key={code}>
            <button
              type="button"
              onClick={() => {
                ranked([...value, { system: system as Diagnosis['system'], version, code, name, rank: 1 }]);
                setTyped('');
                document.getElementById(id)?.focus();
              }}
            >
              {code} {nameIn(language, { name, nameEn })}
            </button>
          </li>
        ))}
      </ul>
      {typed && found.length === 0 && table.data ? <small role="status">{t('noDiagnosis')}</small> : null}
      {table.problem ? <small role="status">{t('noTable')}</small> : null}
    </div>
  );
}
