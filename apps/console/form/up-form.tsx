import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';
import { useMarks } from '../language/marks';
import { Moment } from '../time/moment';
import { diagnosisText } from './diagnosis-text';
import { Results } from './results';
import { Section } from './section';

interface Props {
  readonly up: Schema<'UpBody'>;
}

const VITALS = ['temp', 'pulse', 'resp', 'sbp', 'dbp', 'spo2', 'gcs', 'glucose'] as const;

/** What the sender says about the patient on the way up (domain §4.4). */
export function UpForm({ up }: Props) {
  const { t } = useTranslation('form');
  const marks = useMarks();
  const { vitals, maternal, infectious, reasonCode = [], reasonText, keyResults = [] } = up;
  const measured = VITALS.flatMap((name) =>
    vitals?.[name] === undefined ? [] : [t(`vital.${name}`, { value: vitals[name] })],
  );
  return (
    <>
      <Section
        lines={[
          [t('chiefComplaint'), up.chiefComplaint],
          [
            t('provisionalDiagnosis'),
            up.provisionalDiagnosis ? diagnosisText(up.provisionalDiagnosis, marks) : undefined,
          ],
          [
            t('reasons'),
            [...reasonCode.map((one) => t(`referralReason.${one}`)), reasonText].filter(Boolean).join(marks.semicolon),
          ],
          [
            t('vitals'),
            vitals ? (
              <>
                {measured.join(marks.comma)} <Moment at={vitals.at} />
              </>
            ) : (
              up.vitalsNotMeasured && t('notMeasured')
            ),
          ],
          [t('presentIllness'), up.presentIllness],
          [t('pastHistory'), up.pastHistory],
          [t('allergies'), up.allergies?.join(marks.semicolon)],
          [t('treatmentCourse'), up.treatmentCourse],
          [t('currentMedications'), up.currentMedications?.join(marks.semicolon)],
          [
            t('maternal'),
            maternal &&
              `${t('weeks', { count: maternal.gestWeeks })}${marks.comma}${t(`colour.${maternal.riskColour}`)}`,
          ],
          [
            t('infectious'),
            infectious && (infectious.suspected ? `${t('suspected')} ${infectious.disease ?? ''}` : t('notSuspected')),
          ],
        ]}
      />
      {keyResults.length > 0 ? <Results results={keyResults} /> : null}
    </>
  );
}
