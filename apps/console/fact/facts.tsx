import type { ReactNode } from 'react';
import './facts.css';

interface Props {
  readonly items: readonly { readonly key: string; readonly label: string; readonly children: ReactNode }[];
}

/** What is known, name by name: as many columns as the place is wide, on a screen or in a panel beside a list. */
export function Facts({ items }: Props) {
  return (
    <dl className="facts">
      {items.map(({ key, label, children }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd>{children}</dd>
        </div>
      ))}
    </dl>
  );
}
