import { useSearchParams } from 'react-router-dom';

/**
 * The session for which a patient is looked for, as a part of the next address: it goes along from screen to screen until
 * the form can hold it. Empty where nobody came for one.
 */
export function useWantedSession(before: '?' | '&' = '?'): string {
  const [search] = useSearchParams();
  const session = search.get('session');
  return session ? `${before}session=${encodeURIComponent(session)}` : '';
}
