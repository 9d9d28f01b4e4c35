import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { Waiting } from '../shell/waiting';
import { onSessionNews, saySignedInAgain, tellPages } from './ended';
import { IdleWatch } from './idle-watch';
import { PostChoice } from './post-choice';
import { postsToChoose } from './posts';
import { isSamePost, type Session, SessionContext, useSessionQuery } from './session';
import { SIGNED_IN, SignedInAgain, SignInAgain } from './sign-in-again';
import { SignInPage } from './sign-in-page';

/**
 * Lets whoever is signed in through, and everybody else to the sign-in. A session that ends later does not take the page
 * away: a dialog over it lets the same person in again, and nothing typed is lost.
 */
export function Gate({ children }: { readonly children: ReactNode }) {
  const query = useSessionQuery();
  const session = useHeldSession(query.data ?? undefined);
  useSessionNews();
  if (session && location.pathname === SIGNED_IN) return <SignedInAgain />;
  if (session) {
    return (
      <SessionContext value={session}>
        {children}
        {query.data ? <IdleWatch endsAt={query.dataUpdatedAt + query.data.idleSeconds * 1000} /> : <SignInAgain />}
      </SessionContext>
    );
  }
  if (query.isPending) return <Waiting />;
  const posts = postsToChoose(query.error);
  if (posts) return <PostChoice posts={posts} />;
  return <SignInPage error={query.error} onRetry={() => void query.refetch()} />;
}

/** The session that the page was opened with, also after its end. Somebody else's makes the page begin anew. */
function useHeldSession(current: Session | undefined): Session | undefined {
  const queries = useQueryClient();
  const [held, setHeld] = useState(current);
  if (current && !held) setHeld(current);
  const here = current !== undefined;
  useEffect(() => {
    if (held && current && !isSamePost(held, current)) location.assign('/');
  }, [held, current]);
  useEffect(() => {
    if (!here) return;
    tellPages('signed-in');
    saySignedInAgain();
    const refused = {
      predicate: ({ state, queryKey }: Refusable) => state.status === 'error' && queryKey[0] !== 'session',
    };
    void queries.invalidateQueries(refused);
  }, [here, queries]);
  return held;
}

interface Refusable {
  readonly state: { readonly status: string };
  readonly queryKey: readonly unknown[];
}

/** Asks the door again when an answer, or another page of this browser, says that the session has changed. */
function useSessionNews(): void {
  const queries = useQueryClient();
  useEffect(() => onSessionNews(() => void queries.invalidateQueries({ queryKey: ['session'] })), [queries]);
}
