import { localDate, plusDays } from '#service/calendar/local-time.js';
import type { County } from '../demo/county/county.js';
import { buildSupply } from '../demo/county/supply.js';
import type { People } from './people.js';

const AHEAD_DAYS = 14;

/** The hospitals' information systems, which publish each day what is two weeks ahead. */
export class Rosters {
  private published: string;

  /** @param last date up to which the demo county is published */
  constructor(
    private readonly people: People,
    private readonly county: County,
    last: string,
  ) {
    this.published = last;
  }

  /** Publishes every day up to two weeks from now that is not published yet. @returns sessions published */
  async publishUpTo(now: Date): Promise<number> {
    let sessions = 0;
    for (const end = plusDays(localDate(now), AHEAD_DAYS); this.published < end; ) {
      const day = plusDays(this.published, 1);
      sessions += await this.publish(day);
      this.published = day;
    }
    return sessions;
  }

  private async publish(day: string): Promise<number> {
    const supply = buildSupply(this.county, day);
    for (const institution of new Set(supply.map((session) => session.institution))) {
      const api = await this.people.as(this.people.at('his-adapter', institution));
      const sessions = supply
        .filter((session) => session.institution === institution)
        .map(({ institution: _, ...session }) => session);
      await api.post('/v1/sessions', { body: { sessions } });
    }
    return supply.length;
  }
}
