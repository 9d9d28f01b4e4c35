import { useTranslation } from 'react-i18next';
import { type FieldError, keysOf } from './problem';

interface Help {
  readonly validateStatus?: 'error';
  readonly help?: string;
}

/**
 * What a form item shows of the faults of its field, in the reader's language: of several the first, as "too short"
 * helps nobody beside "missing".
 */
export function useFaultHelp(): (faults: readonly FieldError[]) => Help {
  const { t } = useTranslation('problem');
  return ([fault]) =>
    fault ? { validateStatus: 'error', help: t(keysOf(fault), { defaultValue: fault.message }) } : {};
}
