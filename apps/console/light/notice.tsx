import { type FieldError, keysOf, type Problem } from '../problem/problem';
import { useSpeech } from './speech';

/** Something was asked and is not here yet. */
export function Loading() {
  const { t } = useSpeech();
  return (
    <p role="status" aria-busy="true">
      {t('loading')}
    </p>
  );
}

/** A refusal in words that say what to do. */
export function Refused({ problem, onRetry }: { readonly problem?: Problem; readonly onRetry?: () => void }) {
  const { t, find } = useSpeech();
  if (!problem) return null;
  const fault = (error: FieldError) =>
    keysOf(error)
      .map((key) => find(`problem.${key}`))
      .find(Boolean) ?? error.message;
  const said =
    find(`problem.codes.${problem.code}`) ??
    find(`refusal.${problem.code}`) ??
    (problem.detail || t('problem.codes.UNEXPECTED'));
  return (
    <div className="alert" role="alert">
      <p>{said}</p>
      {problem.errors.length > 0 ? (
        <ul>
          {problem.errors.map((error) => (
            <li key={`${error.field}${error.code}`}>
              <b>{find(`fields.${error.field.split('.').slice(0, 2).join('-')}`) ?? error.field}</b> {fault(error)}{' '}
              {error.rule ? `(${error.rule})` : ''}
            </li>
          ))}
        </ul>
      ) : null}
      {onRetry ? (
        <button type="button" onClick={onRetry}>
          {t('problem.retry')}
        </button>
      ) : null}
    </div>
  );
}
