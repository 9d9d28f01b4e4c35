import type { EntityManager } from 'typeorm';
import type { Envelope } from '#contracts/envelope.js';
import type { NetworkChanged, Workplace } from '#contracts/network.events.js';
import { run, type Statement } from '#service/database/prepared.js';

const NOTE: Statement = {
  name: 'staff-note',
  text: `
    INSERT INTO staff_member AS known (county, practitioner, institution, until, network_version)
    SELECT DISTINCT ON (county, practitioner) county, practitioner, institution, until, version
      FROM unnest($1::text[], $2::uuid[], $3::text[], $4::date[], $5::int[])
        AS row (county, practitioner, institution, until, version)
     ORDER BY county, practitioner, version DESC
        ON CONFLICT (county, practitioner) DO UPDATE
       SET institution = excluded.institution, until = excluded.until, network_version = excluded.network_version
     WHERE known.network_version <= excluded.network_version`,
};

/** Keeps who works where, as the messages of the care network say; an older word changes nothing. */
export async function noteStaff(
  tx: EntityManager,
  messages: readonly Pick<Envelope, 'name' | 'county' | 'data'>[],
): Promise<void> {
  const said = messages.flatMap(({ name, county, data }) => {
    if (name !== 'network.changed.v1') return [];
    const { people = [], version } = data as NetworkChanged;
    return people.map((one: Workplace) => ({ county, version, ...one }));
  });
  if (said.length === 0) return;
  await run(tx, NOTE, [
    said.map(({ county }) => county),
    said.map(({ practitioner }) => practitioner),
    said.map(({ institution }) => institution),
    said.map(({ until }) => until ?? null),
    said.map(({ version }) => version),
  ]);
}
