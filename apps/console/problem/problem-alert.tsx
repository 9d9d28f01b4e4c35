import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { type FieldError, keysOf, Problem } from './problem';

interface Props {
  readonly error: unknown;
  /** Offered as a button where trying again may help. */
  readonly onRetry?: () => void;
  /** How the form above which this stands calls a field; without it the field keeps the API's name. */
  readonly label?: (field: string) => string | undefined;
}

/** A refusal in words that say what to do: known codes in the reader's language, else the API's own detail. */
export function ProblemAlert({ error, onRetry, label }: Props) {
  const { t } = useTranslation(['problem', 'refusal']);
  const problem = error instanceof Problem ? error : new Problem(0, 'UNEXPECTED', '', []);
  const said = t(`refusal:${problem.code}`, { defaultValue: problem.detail || t('codes.UNEXPECTED') });
  const title = t(`codes.${problem.code}`, { defaultValue: said });
  const fields = firstOfEach(problem.errors).map((fault) => (
    <li key={fault.field}>
      {label?.(fault.field) ?? <code>{fault.field}</code>} {t(keysOf(fault), { defaultValue: fault.message })}{' '}
      {fault.rule ? `(${fault.rule})` : null}
    </li>
  ));
  return (
    <Alert
      role="alert"
      type={problem.status >= 500 || problem.status === 0 ? 'warning' : 'error'}
      showIcon
      title={title}
      description={fields.length > 0 ? <ul>{fields}</ul> : undefined}
      action={onRetry ? <Button onClick={onRetry}>{t('retry')}</Button> : undefined}
    />
  );
}

/** A field that is missing is too short as well: it is said once. */
const firstOfEach = (faults: readonly FieldError[]): readonly FieldError[] =>
  faults.filter(({ field }, nth) => faults.findIndex((fault) => fault.field === field) === nth);
