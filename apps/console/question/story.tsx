import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';
import { InstitutionName } from '../institution/institution-name';
import { Moment } from '../time/moment';

/** Every step of a question, who took it and what was said, oldest first. */
export function Story({ view: { events } }: { readonly view: Schema<'TeleconsultationView'> }) {
  const { t } = useTranslation(['question', 'code']);
  return (
    <section aria-label={t('story')}>
      <h2>{t('story')}</h2>
      <ol>
        {events.map(({ version, event, actor, reason, note, at }) => (
          <li key={version}>
            <Moment at={at} /> {t(`events.${event}`, { defaultValue: event })} ·{' '}
            {t(`code:role.${actor.role}`, { defaultValue: actor.role })}{' '}
            {actor.institution ? <InstitutionName code={actor.institution} /> : null}
            {reason ? ` · ${t(`withdrawal.${reason}`, { defaultValue: reason })}` : null}
            {note ? <p style={{ whiteSpace: 'pre-wrap' }}>{note}</p> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
