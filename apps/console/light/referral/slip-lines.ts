import type { Schema } from '../../api/client';
import type { Patient } from '../lists';
import type { useNames } from '../names';

interface Says {
  readonly t: (key: string) => string;
  readonly names: ReturnType<typeof useNames>;
  readonly time: (at: string) => string;
  readonly day: (at: string) => string;
}

type Slipped = Pick<
  Schema<'ReferralDetail'>,
  'referralNo' | 'urgencyClass' | 'from' | 'to' | 'unit' | 'submittedAt' | 'validUntil' | 'form'
>;

/** The lines of the slip, each with the name of its label; what is not known is left out. */
export function slipLines(
  referral: Slipped,
  patient: Patient | undefined,
  { t, names, time, day }: Says,
): [string, string][] {
  const { referralNo, urgencyClass, from, to, unit, submittedAt, validUntil, form } = referral;
  const up = form?.up;
  const lines: [string, string | undefined][] = [
    ['no', referralNo],
    ['urgency', t(`code.urgency.${urgencyClass}`)],
    ['patient', patient && `${patient.name}  ${t(`sex.${patient.sexCode}`)}  ${patient.birthDate}`],
    ['from', names.house(from.institution)],
    [
      'to',
      [names.house(to.institution), to.deptCode && names.department(to.institution, to.deptCode)]
        .filter(Boolean)
        .join('  '),
    ],
    ['unit', unit && [time(unit.startsAt), unit.place].filter(Boolean).join('  ')],
    ['diagnosis', up?.provisionalDiagnosis?.map(({ code, name }) => `${code} ${name}`).join('；')],
    ['complaint', up?.chiefComplaint],
    ['reason', up?.reasonCode?.map((code) => t(`reason.${code}`)).join(t('and'))],
    ['submitted', time(submittedAt)],
    ['validUntil', validUntil && day(validUntil)],
  ];
  return lines.filter((line): line is [string, string] => Boolean(line[1]));
}
