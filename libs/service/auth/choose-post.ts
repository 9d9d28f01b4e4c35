import { Problem } from '../problem/problem.js';
import type { Principal } from './principal.js';

/** What a person chooses a post by. */
export type Post = Pick<Principal, 'institution' | 'county' | 'roles' | 'departments'> & { post: string };

/**
 * The post in which a request is made: the only one, or the one that its header `Fenji-Post` names.
 * @throws Problem 403 `POST_NEEDED` with the posts to choose from
 */
export function choosePost(posts: readonly [Principal, ...Principal[]], named: string | undefined): Principal {
  const [only, ...others] = posts;
  if (only.post === undefined || (named === undefined && others.length === 0)) return only;
  const chosen = posts.find(({ post }) => post === named);
  if (chosen) return chosen;
  throw new Problem({
    status: 403,
    code: 'POST_NEEDED',
    detail: 'This account has several posts: name one in the header Fenji-Post.',
    more: { posts: postsOf(posts) },
  });
}

/** The posts of a token that names several, for a person to choose from; empty for any other token. */
export function postsOf(posts: readonly Principal[]): Post[] {
  return posts.flatMap(({ post, institution, county, roles, departments }) =>
    post === undefined ? [] : [{ post, institution, county, roles, departments }],
  );
}
