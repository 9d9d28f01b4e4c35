import { type ReactNode, useSyncExternalStore } from 'react';

const BASE = '/light';

function listen(changed: () => void): () => void {
  addEventListener('popstate', changed);
  return () => removeEventListener('popstate', changed);
}

/** The screen's address below `/light`, with its query. */
export function useRoute(): { path: string; query: URLSearchParams } {
  const at = useSyncExternalStore(listen, () => location.pathname + location.search);
  const { pathname, searchParams } = new URL(at, location.origin);
  return { path: pathname.slice(BASE.length) || '/', query: searchParams };
}

/** Opens another screen of the light mode; `replace` leaves no step to go back to. */
export function go(path: string, replace = false): void {
  if (replace) history.replaceState(null, '', BASE + path);
  else history.pushState(null, '', BASE + path);
  dispatchEvent(new PopStateEvent('popstate'));
  if (!replace) document.querySelector<HTMLElement>('main')?.focus();
}

interface Props {
  readonly to: string;
  readonly children: ReactNode;
  readonly className?: string;
  readonly current?: boolean;
}

/** A link between screens that needs no network. */
export function Go({ to, children, className, current }: Props) {
  return (
    <a
      href={BASE + to}
      className={className}
      aria-current={current ? 'page' : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        go(to);
      }}
    >
      {children}
    </a>
  );
}
