import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { ROLES } from '../../../libs/contracts/codes';
import { reach, refusalOf } from '../problem/reach';
import type { Post } from './posts';

export type Role = (typeof ROLES)[number];

/** Who is signed in, in which post. The door keeps the tokens; the browser never sees one. */
export interface Session {
  readonly account: string;
  readonly practitioner: string;
  /** Name of the person or office, as the provider tells it. */
  readonly name: string;
  /** Institution code; `*` = the whole county. */
  readonly institution: string;
  readonly county: string;
  readonly roles: readonly Role[];
  /** Departments of the post; empty = all of the institution. */
  readonly departments: readonly string[];
  /** Name of the post, where there are several. */
  readonly post?: string;
  /** All posts of somebody with several; empty for anybody else. */
  readonly posts: readonly Post[];
  /** Seconds until the session ends if its user does nothing, counted from the answer. */
  readonly idleSeconds: number;
}

export const SessionContext = createContext<Session | undefined>(undefined);

/** The session of whoever looks at the screen. @throws Error outside the gate */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('outside the gate');
  return session;
}

/** Whether it is the same person in the same post: what the page holds is then still his. */
export function isSamePost(one: Session, other: Session): boolean {
  const post = ({ account, county, institution, roles, departments }: Session) =>
    JSON.stringify([account, county, institution, roles, departments]);
  return post(one) === post(other);
}

/** Asks the door who is signed in; nobody is `null`. @throws Problem */
export async function askSession(signal?: AbortSignal): Promise<Session | null> {
  const answer = await reach('/session', { signal: signal ?? null });
  if (answer.status === 401) return null;
  if (!answer.ok) throw await refusalOf(answer);
  return (await answer.json()) as Session;
}

/** Who is signed in, as the door last said. */
export function useSessionQuery() {
  return useQuery({ queryKey: ['session'], staleTime: 60_000, queryFn: ({ signal }) => askSession(signal) });
}
