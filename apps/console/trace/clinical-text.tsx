import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';

/** The clinical part of form, outcome and notes as it was written. */
export function ClinicalText({ text }: { readonly text: Schema<'ClinicalView'> }) {
  const { t } = useTranslation('trace');
  return (
    <>
      <h3>{t('form')}</h3>
      <Written value={text.form} />
      <h3>{t('outcome')}</h3>
      {text.outcome ? <Written value={text.outcome} /> : <p>{t('nothing')}</p>}
      <h3>{t('notes')}</h3>
      {text.notes.length === 0 ? <p>{t('nothing')}</p> : null}
      <ul>
        {text.notes.map(({ version, note }) => (
          <li key={version}>{note}</li>
        ))}
      </ul>
    </>
  );
}

/** Whatever a form says, field by field, under the names of the form (domain §4). */
function Written({ value }: { readonly value: unknown }) {
  const { t } = useTranslation('trace');
  if (Array.isArray(value)) {
    return (
      <ul>
        {value.map((one: unknown) => (
          <li key={JSON.stringify(one)}>
            <Written value={one} />
          </li>
        ))}
      </ul>
    );
  }
  if (typeof value !== 'object' || value === null) return <>{String(value)}</>;
  return (
    <dl>
      {Object.entries(value).map(([name, one]) => (
        <div key={name}>
          <dt>{t(`fields.${name}`, { defaultValue: name })}</dt>
          <dd>
            <Written value={one} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
