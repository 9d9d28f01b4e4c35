import type { County } from '../demo/county/county.js';
import { buildSupply } from '../demo/county/supply.js';
import type { People } from './people.js';

const DAY_MS = 86_400_000;
const AHEAD_DAYS = 14;
const BEIJING_MS = 8 * 3_600_000;

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
    for (const end = dateAt(now, AHEAD_DAYS); this.published < end; ) {
      const day = dateAt(new Date(`${this.published}T00:00:00+08:00`), 1);
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

/** Local date so many days after the instant. */
export const dateAt = (instant: Date, days: number): string =>
  new Date(instant.getTime() + days * DAY_MS + BEIJING_MS).toISOString().slice(0, 10);
