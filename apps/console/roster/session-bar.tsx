import { useTranslation } from 'react-i18next';
import type { Segment } from './bar';
import './roster.css';

/** Numbers in words, and a bar that repeats them for the eye. */
export function SessionBar({ segments }: { readonly segments: readonly Segment[] }) {
  const { t } = useTranslation('roster');
  return (
    <span className="bar-with-words">
      <span className="bar" aria-hidden="true">
        {segments.map(({ part, share }) => (
          <span key={part} className={`bar-${part}`} style={{ width: `${share}%` }} />
        ))}
      </span>
      <span className="bar-words">
        {segments.map(({ part, units }) => (
          <span key={part}>
            {t(`part.${part}`)} {units}
          </span>
        ))}
      </span>
    </span>
  );
}
