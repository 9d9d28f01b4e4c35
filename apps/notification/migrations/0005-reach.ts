import type { MigrationInterface, QueryRunner } from 'typeorm';
import { scopePolicy } from '#service/database/standard-tables.js';

const SCHEMA = 'notification';

/** Two audiences are of a whole county: its family doctors and its consortium offices; neither is ever told of a referral. */
const COUNTY_NEWS = [
  `ALTER TABLE ${SCHEMA}.notice DROP CONSTRAINT notice_of_county_is_for_family_doctors`,
  `ALTER TABLE ${SCHEMA}.notice ADD CONSTRAINT notice_of_county_is_for_its_doctors_and_offices
     CHECK (institution <> '*' OR audience IN ('family-doctors:' || county, 'consortium-offices:' || county))`,
];

const TABLES = [
  // What one person has chosen; a column without a value leaves it to the plan or to the parameters.
  `CREATE TABLE ${SCHEMA}.preference (
     county char(6) NOT NULL, practitioner uuid NOT NULL, institution text NOT NULL, version integer NOT NULL CHECK (version > 0),
     language text NOT NULL CHECK (language IN ('zh', 'en')), task_channels text[], info_channels text[],
     quiet_from text CHECK (quiet_from ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
     quiet_to text CHECK (quiet_to ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
     digest text NOT NULL CHECK (digest IN ('at-once', 'daily')), changed_at timestamptz NOT NULL,
     PRIMARY KEY (county, practitioner),
     CONSTRAINT quiet_hours_are_whole CHECK ((quiet_from IS NULL) = (quiet_to IS NULL)),
     CONSTRAINT channels_of_people CHECK (task_channels <@ ARRAY['sms', 'messenger', 'push', 'email']
                                      AND info_channels <@ ARRAY['sms', 'messenger', 'push', 'email']))`,
  // Where a person is reached; sealed under the key of the institution that the row names.
  `CREATE TABLE ${SCHEMA}.staff_address (
     county char(6) NOT NULL, practitioner uuid NOT NULL, kind text NOT NULL CHECK (kind IN ('phone', 'email', 'messenger')),
     institution text NOT NULL, sealed text NOT NULL, changed_at timestamptz NOT NULL,
     PRIMARY KEY (county, practitioner, kind))`,
  `CREATE TABLE ${SCHEMA}.duty_shift (
     county char(6) NOT NULL, id uuid NOT NULL, institution text NOT NULL, post text NOT NULL, practitioner uuid NOT NULL,
     kind text NOT NULL CHECK (kind IN ('duty', 'head')),
     starts_at timestamptz NOT NULL, ends_at timestamptz NOT NULL, entered_by text NOT NULL, entered_at timestamptz NOT NULL,
     PRIMARY KEY (county, id),
     CONSTRAINT shift_has_length CHECK (ends_at > starts_at),
     CONSTRAINT shift_once UNIQUE (county, post, practitioner, kind, starts_at))`,
  `CREATE INDEX duty_shift_now ON ${SCHEMA}.duty_shift (county, post, ends_at)`,
  // Nobody on duty is said once a day of each post.
  `CREATE TABLE ${SCHEMA}.duty_gap (
     county char(6) NOT NULL, institution text NOT NULL, post text NOT NULL, day date NOT NULL, noticed_at timestamptz NOT NULL,
     PRIMARY KEY (county, post, day))`,
  // Where a practitioner works, as the care network last said; the version of the network says which word is later.
  `CREATE TABLE ${SCHEMA}.staff_member (
     county char(6) NOT NULL, practitioner uuid NOT NULL, institution text NOT NULL, until date, network_version integer NOT NULL,
     PRIMARY KEY (county, practitioner))`,
  // News that a person wants once a day: how many wait, and when they are told.
  `CREATE TABLE ${SCHEMA}.personal_digest (
     county char(6) NOT NULL, practitioner uuid NOT NULL, institution text NOT NULL, notices integer NOT NULL CHECK (notices > 0),
     due_at timestamptz NOT NULL, PRIMARY KEY (county, practitioner))`,
  `CREATE INDEX personal_digest_due ON ${SCHEMA}.personal_digest (due_at)`,
];

/** Who is reached where and when: choices and addresses of people, duty rosters of posts (domain §10). */
export class Reach1795300000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const ofCounty = ['preference', 'staff_address', 'staff_member', 'personal_digest'];
    const ofHouse = { county: ['county'], institution: ['institution'] };
    const texts = [
      ...COUNTY_NEWS,
      ...TABLES,
      // A person takes his choices along from house to house: they are found by the person of the token alone.
      ...ofCounty.flatMap((table) => scopePolicy(SCHEMA, table, { county: ['county'], institution: [] })),
      ...['duty_shift', 'duty_gap'].flatMap((table) => scopePolicy(SCHEMA, table, ofHouse)),
    ];
    for (const text of texts) await runner.query(text);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward (architecture §7)');
  }
}
