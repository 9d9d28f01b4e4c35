import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = 'notification';

/**
 * What one person was told in several houses was one audience, of which each house shows a part: its numbers had gaps, its
 * unread ones could not be read, and reading in one post read for the other. Each house gets an audience of its own.
 */
const SPLIT = [
  `CREATE TEMPORARY TABLE old_place ON COMMIT DROP AS
   SELECT county, id, audience AS was, audience || ':' || institution AS audience, seq AS was_seq,
          row_number() OVER (PARTITION BY county, audience, institution ORDER BY seq)::int AS seq
     FROM ${SCHEMA}.notice WHERE audience LIKE 'practitioner:%'`,
  `UPDATE ${SCHEMA}.notice n SET audience = o.audience, seq = o.seq FROM old_place o WHERE n.county = o.county AND n.id = o.id`,
  `UPDATE ${SCHEMA}.notice_read r SET audience = o.audience, seq = o.seq FROM old_place o WHERE r.county = o.county AND r.notice_id = o.id`,
  `INSERT INTO ${SCHEMA}.notice_reader (county, practitioner, audience, read_to, read_beyond, marked_at)
   SELECT reader.county, reader.practitioner, o.audience, count(*) FILTER (WHERE o.was_seq <= reader.read_to),
          count(r.notice_id) FILTER (WHERE o.was_seq > reader.read_to), reader.marked_at
     FROM ${SCHEMA}.notice_reader reader
     JOIN old_place o ON o.county = reader.county AND o.was = reader.audience
     LEFT JOIN ${SCHEMA}.notice_read r ON r.county = o.county AND r.notice_id = o.id AND r.practitioner = reader.practitioner
    GROUP BY reader.county, reader.practitioner, o.audience, reader.marked_at`,
  `DELETE FROM ${SCHEMA}.notice_reader WHERE (county, audience) IN (SELECT county, was FROM old_place)`,
  `INSERT INTO ${SCHEMA}.audience_counter (county, audience, last_seq)
   SELECT county, audience, max(seq) FROM old_place GROUP BY county, audience`,
  `DELETE FROM ${SCHEMA}.audience_counter WHERE (county, audience) IN (SELECT county, was FROM old_place)`,
  `UPDATE ${SCHEMA}.delivery SET owner = owner || ':' || institution WHERE owner LIKE 'practitioner:%'`,
];

/** Notices of a person by the house in which they were told. */
export class OwnPosts1795300000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const text of SPLIT) await runner.query(text);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward (architecture §7)');
  }
}
