import { desk } from '../notice/audience.js';

/** Somebody whom a roster names at some instant. */
export interface OnRoster {
  readonly county: string;
  readonly post: string;
  readonly practitioner: string;
  /** `duty`: in this shift; `head`: answers for the post while nobody is. */
  readonly kind: 'duty' | 'head';
}

/** Who stands for a post, and whether its own roster left a gap. */
export interface Standing {
  readonly practitioners: readonly string[];
  readonly gap: boolean;
}

/** The posts whose rosters can matter for one: its own and the referral centre of the house. */
export function postsBehind(county: string, institution: string, post: string): string[] {
  return [...new Set([post, desk(county, institution).key])];
}

/** On duty now; else the head of the post; else whoever is on duty at the referral centre, else its head. Pure. */
export function standingFor(posts: readonly string[], roster: readonly OnRoster[]): Standing {
  const [own] = posts;
  for (const post of posts) {
    for (const kind of ['duty', 'head'] as const) {
      const found = roster.filter((one) => one.post === post && one.kind === kind);
      if (found.length === 0) continue;
      return { practitioners: found.map((one) => one.practitioner), gap: post !== own || kind !== 'duty' };
    }
  }
  return { practitioners: [], gap: true };
}
