import { Problem } from '../problem/problem';
import { reach, refusalOf } from '../problem/reach';
import type { Role } from './session';

/** One of the posts of somebody with several. */
export interface Post {
  readonly post: string;
  readonly institution: string;
  readonly county: string;
  readonly roles: readonly Role[];
  readonly departments: readonly string[];
}

/** The posts to choose from, where the door asks for one. */
export function postsToChoose(error: unknown): readonly Post[] | undefined {
  if (!(error instanceof Problem) || error.code !== 'POST_NEEDED') return undefined;
  return error.more['posts'] as readonly Post[];
}

/** The session goes on in this post; the page begins anew, as nothing on it belongs to the other. @throws Problem */
export async function choosePost({ post }: Post): Promise<void> {
  const answer = await reach(`/session/post?name=${encodeURIComponent(post)}`, { method: 'POST' });
  if (!answer.ok) throw await refusalOf(answer);
}
