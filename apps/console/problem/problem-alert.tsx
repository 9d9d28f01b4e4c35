import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Problem } from './problem';

interface Props {
  readonly error: unknown;
  /** Offered as a button where trying again may help. */
  readonly onRetry?: () => void;
}

/** A refusal in words that say what to do: known codes in the reader's language, else the API's own detail. */
export function ProblemAlert({ error, onRetry }: Props) {
  const { t } = useTranslation('problem');
  const problem = error instanceof Problem ? error : new Problem(0, 'UNEXPECTED', '', []);
  const title = t(`codes.${problem.code}`, { defaultValue: problem.detail || t('codes.UNEXPECTED') });
  const fields = problem.errors.map(({ field, message, rule }) => (
    <li key={`${field}:${message}`}>
      <code>{field}</code> {message} {rule ? `(${rule})` : null}
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
