import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';
import { Section } from '../form/section';
import { UpForm } from '../form/up-form';
import { useMarks } from '../language/marks';
import { Moment } from '../time/moment';

interface Props {
  readonly view: Schema<'TeleconsultationView'>;
}

/** What was asked and found, the answer above it: the specialist learns age and sex, and no name. */
export function AskedCase({ view: { question, answer, patient } }: Props) {
  const { t } = useTranslation(['question', 'form']);
  const marks = useMarks();
  return (
    <>
      {answer ? (
        <section aria-label={t('answer')}>
          <h2>{t('answer')}</h2>
          <Section
            lines={[
              [t('outcome'), t(`outcomes.${answer.outcome}`)],
              [t('advice'), answer.text],
              [t('reasons'), answer.reasonCode?.map((one) => t(`form:referralReason.${one}`)).join(marks.semicolon)],
              [t('urgency'), answer.urgencyClass ? t(`code:urgency.${answer.urgencyClass}`) : undefined],
            ]}
          />
        </section>
      ) : null}
      <section aria-label={t('question')}>
        <h2>{t('question')}</h2>
        <Section
          lines={[
            [t('question'), question.question],
            [t('person'), t('born', { date: patient.birthDate, sex: t(`sex.${patient.sexCode}`) })],
          ]}
        />
        <UpForm up={question.case} />
        <Section
          lines={(question.supplements ?? []).map(({ at, text }, index) => [
            `${t('supplement')} ${index + 1}`,
            <span key={at}>
              <Moment at={at} /> {text}
            </span>,
          ])}
        />
      </section>
    </>
  );
}
