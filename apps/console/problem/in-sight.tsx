import { type ReactNode, useEffect, useRef } from 'react';

/** Brings a refusal into sight as it appears: the button that was pressed may be a screen below it. */
export function InSight({ children }: { readonly children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return <div ref={box}>{children}</div>;
}
