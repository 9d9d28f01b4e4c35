import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { Reader } from '../notice/reading.store.js';

/** The newest of each audience that is not younger than the notice: ids of version 7 sort by time. */
const ENDS: Statement = {
  name: 'notice-mark-ends',
  text: `
    SELECT part.audience, last.seq FROM unnest($2::text[]) AS part (audience)
     CROSS JOIN LATERAL (
       SELECT n.seq FROM notice n WHERE n.county = $1 AND n.audience = part.audience AND n.id <= $3
        ORDER BY n.seq DESC LIMIT 1) last ORDER BY part.audience`,
};

/** First the lock of the readers, in order; what is counted below is counted after whoever else read has committed. */
const LOCK: Statement = {
  name: 'notice-mark-lock',
  text: `
    INSERT INTO notice_reader AS reader (county, practitioner, audience) SELECT $1, $2, audience FROM unnest($3::text[]) AS part (audience)
        ON CONFLICT (county, practitioner, audience) DO UPDATE SET read_to = reader.read_to`,
};

const MARK: Statement = {
  name: 'notice-mark',
  text: `
    UPDATE notice_reader reader SET read_to = part.seq, marked_at = $5, read_beyond = (
        SELECT count(*) FROM notice_read r
         WHERE r.county = $1 AND r.practitioner = $2 AND r.audience = part.audience AND r.seq > part.seq)
      FROM unnest($3::text[], $4::int[]) AS part (audience, seq)
     WHERE reader.county = $1 AND reader.practitioner = $2 AND reader.audience = part.audience AND reader.read_to < part.seq`,
};

/** Everything of the reader up to this notice counts as read. */
export async function markUpTo(tx: EntityManager, reader: Reader, noticeId: string, now: Date): Promise<void> {
  const { county, practitioner, audiences } = reader;
  const ends = await run<{ audience: string; seq: number }>(tx, ENDS, [county, audiences, noticeId]);
  const keys = ends.map(({ audience }) => audience);
  await run(tx, LOCK, [county, practitioner, keys]);
  await run(tx, MARK, [county, practitioner, keys, ends.map(({ seq }) => seq), now]);
}
