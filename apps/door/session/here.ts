import { Injectable } from '@nestjs/common';
import { choosePost, type Post, postsOf } from '#service/auth/choose-post.js';
import type { Principal } from '#service/auth/principal.js';
import { TokenVerifier } from '#service/auth/token-verifier.js';
import { type OpenSession, Sessions } from './sessions.js';

/** Who is signed in, in which post: what the console shows. */
export interface Here extends Omit<Principal, 'expiresAt'> {
  name: string;
  /** Seconds until the session ends if its user does nothing. */
  idleSeconds: number;
  /** All posts of somebody with several; empty for anybody else. */
  posts: Post[];
}

/** Reads a session's access token as the services do. */
@Injectable()
export class WhoIsHere {
  constructor(
    private readonly verifier: TokenVerifier,
    private readonly sessions: Sessions,
  ) {}

  /** @throws Problem 403 `NO_ROLE` for an account without a role in Fenji, `POST_NEEDED` until a post is chosen */
  async of({ name, accessToken, post, idleLeft }: OpenSession): Promise<Here> {
    const posts = await this.verifier.posts(accessToken);
    const { expiresAt: _, ...principal } = choosePost(posts, post);
    return { ...principal, name, idleSeconds: Math.max(0, Math.floor(idleLeft)), posts: postsOf(posts) };
  }

  /** The session goes on in another post of its user. @throws Problem 403 `POST_NEEDED` for a post that he has not */
  async choose(session: OpenSession, post: string): Promise<Here> {
    const here = await this.of({ ...session, post });
    await this.sessions.choosePost(session.digest, post);
    return here;
  }
}
