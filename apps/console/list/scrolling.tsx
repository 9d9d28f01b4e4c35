import type { ReactNode } from 'react';

interface Props {
  /** Names the region for those who cannot see it. */
  readonly label: string;
  readonly children: ReactNode;
}

/** Holds a table that may be wider than the screen; without a mouse it scrolls by the arrow keys. */
export function Scrolling({ label, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard (WCAG 2.1.1)
    <section className="scrolling" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
