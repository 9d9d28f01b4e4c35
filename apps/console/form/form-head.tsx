import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';
import { Moment } from '../time/moment';
import { Section } from './section';

interface Props {
  readonly form: Schema<'FormView'>;
}

/** Consent, whom to call, how the patient travels, and what is attached. */
export function FormHead({ form }: Props) {
  const { t } = useTranslation('form');
  const { consent, contact, transport, attachments = [] } = form;
  return (
    <Section
      lines={[
        [t('encounterNo'), form.previousEncounterNo],
        [
          t('consent'),
          consent && (
            <>
              {t(`consentType.${consent.type}`)} {consent.by} · {t(`consentMethod.${consent.method}`)}{' '}
              <Moment at={consent.at} />
            </>
          ),
        ],
        [t('contact'), contact && `${contact.name}（${contact.relation}）${contact.phone}`],
        [
          t('transport'),
          transport &&
            [t(`mode.${transport.mode}`), transport.escort && t(`escort.${transport.escort}`), transport.dispatchRef]
              .filter(Boolean)
              .join(' · '),
        ],
        [
          t('attachments'),
          attachments.length > 0 && (
            <ul>
              {attachments.map(({ id, type, url }) => (
                <li key={id}>
                  <a href={url} target="_blank" rel="noreferrer">
                    {t(`attachmentType.${type}`)}
                  </a>
                </li>
              ))}
            </ul>
          ),
        ],
      ]}
    />
  );
}
