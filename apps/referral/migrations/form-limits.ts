import type { PolicyDefault } from '#service/rules/policy.store.js';

const FORM = 'domain §4.2–§4.5 [default]';
const WINDOWS = 'domain §4.7 [default; policy LS25, YN24, SH]';

/** What a form is measured by (domain §4), and how long a result is recognised by other houses. */
export const FORM_LIMITS: readonly PolicyDefault[] = [
  { key: 'consent.guardianBelowYears', value: 14, source: 'PIPL art. 31 [official]; domain §4.8 V12' },
  { key: 'vitals.maxAge', value: '24h', source: FORM },
  { key: 'discharge.ahead', value: '3d', source: FORM },
  { key: 'followUp.afterDischarge', value: '14d', source: FORM },
  { key: 'medication.leastDays', value: 14, source: 'domain §4.5 [policy SH]' },
  { key: 'medication.mostDays', value: 28, source: 'domain §4.5 [policy SH]' },
  { key: 'medication.defaultDays', value: 28, source: 'domain §4.5 [policy SH]' },
  { key: 'attachment.maxBytes', value: 20 * 1024 * 1024, source: 'domain §4.4 [default]' },
  {
    key: 'attachment.hosts',
    value: ['pacs.fenji.example', 'lis.fenji.example', 'ecg.fenji.example'],
    source: 'project default: reserved names that lead nowhere; a county names its own servers',
  },
  { key: 'recognition.window.lab', value: '7d', source: WINDOWS },
  { key: 'recognition.window.ecg', value: '3d', source: WINDOWS },
  { key: 'recognition.window.imaging', value: '30d', source: WINDOWS },
  { key: 'recognition.window.pathology', value: 'none', source: `${WINDOWS}: no window, it holds without an end` },
];
