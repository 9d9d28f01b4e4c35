import { useId } from 'react';
import { useSpeech } from '../speech';
import { VITALS, type VitalName } from './light-form';

interface TextProps {
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly required?: boolean;
  readonly lines?: number;
  readonly most?: number;
  readonly fewest?: number;
}

/** A labelled text of the form. */
export function Text({ name, value, onChange, required, lines, most = 1000, fewest }: TextProps) {
  const { t, find } = useSpeech();
  const id = useId();
  const hint = find(`hints.${name}`);
  const common = {
    id,
    value,
    required,
    maxLength: most,
    minLength: fewest,
    'aria-describedby': hint ? `${id}-hint` : undefined,
  };
  return (
    <div className="field">
      <label htmlFor={id}>
        {t(`form.${name}`)}
        {required ? <span aria-hidden="true"> *</span> : null}
      </label>
      {lines ? (
        <textarea {...common} rows={lines} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input {...common} onChange={(event) => onChange(event.target.value)} />
      )}
      {hint ? <small id={`${id}-hint`}>{hint}</small> : null}
    </div>
  );
}

interface ChoiceProps<T extends string> {
  readonly name: string;
  readonly value: T | '';
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
  readonly required?: boolean;
}

/** One of several values. */
export function Choice<T extends string>({ name, value, options, onChange, required }: ChoiceProps<T>) {
  const { t } = useSpeech();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>
        {t(`form.${name}`)}
        {required ? <span aria-hidden="true"> *</span> : null}
      </label>
      <select id={id} value={value} required={required} onChange={(event) => onChange(event.target.value as T)}>
        <option value="">{t('choose')}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

interface VitalsProps {
  readonly value: Readonly<Partial<Record<VitalName, string>>>;
  readonly required: boolean;
  readonly onChange: (value: Partial<Record<VitalName, string>>) => void;
}

/** The clinic's measurements; which of them are there is the doctor's choice. */
export function Vitals({ value, required, onChange }: VitalsProps) {
  const { t } = useSpeech();
  const id = useId();
  return (
    <fieldset>
      <legend>
        {t('form.vitals')}
        {required ? ' *' : ''}
      </legend>
      <div className="vitals">
        {(Object.keys(VITALS) as VitalName[]).map((name) => (
          <div key={name}>
            <label htmlFor={`${id}${name}`}>{t(`vitals.${name}`)}</label>
            <input
              id={`${id}${name}`}
              type="number"
              inputMode="decimal"
              step="any"
              min={VITALS[name][0]}
              max={VITALS[name][1]}
              value={value[name] ?? ''}
              onChange={(event) => onChange({ ...value, [name]: event.target.value })}
            />
          </div>
        ))}
      </div>
    </fieldset>
  );
}
