import type { Problem } from '../problem/problem';
import { useSpeech } from './speech';

/** A refusal in words that say what to do. */
export function Refused({ problem, onRetry }: { readonly problem?: Problem; readonly onRetry?: () => void }) {
  const { t, find } = useSpeech();
  if (!problem) return null;
  const said = find(`problem.codes.${problem.code}`) ?? (problem.detail || t('problem.codes.UNEXPECTED'));
  return (
    <div className="alert" role="alert">
      <p>{said}</p>
      {problem.errors.length > 0 ? (
        <ul>
          {problem.errors.map(({ field, message, rule }) => (
            <li key={`${field}${message}`}>
              <b>{find(`fields.${field.split('.').slice(0, 2).join('-')}`) ?? field}</b> {message}{' '}
              {rule ? `(${rule})` : ''}
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
