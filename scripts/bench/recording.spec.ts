import { exampleOf, valueFor } from './example.js';
import { readTransactions } from './recording.js';

const REFERRAL = '01a20064-1b3c-737b-87c0-6ff93a0ad162';
const SESSION = '01a20062-0cc4-74aa-83d1-9121faaf8033';
const MESSAGE = '01a20064-1b42-7095-8d66-77d5f863fd81';
const row = {
  referral_no: '99010120261126U0000021X',
  patient_id: '62d2a1ed-2f8f-5814-84e8-072e8f0a63d4',
  episode_id: '01a20062-0dfd-7647-bfa5-319010f1ff91',
  first_visit_encounter_id: '01a20062-0e02-73c4-ae68-123b9aa6b9e7',
  from_institution: '990101T01',
  from_practitioner: '59ac3530-b8f1-5b95-b910-72e230799cd8',
  to_county: '990101',
  to_institution: '990101H01',
};
const TEXTS: Record<string, string> = {
  'reservation-insert': 'INSERT INTO reservation (version, session_id, seat)\n SELECT * FROM unnest($1, $2, $3)',
};
/** When the referral was born, and a moment after its session was. */
const SINCE = 0x01a20064 * 65_536;

const entry = (service: string, connection: number, text: string) =>
  `fenji-bench fenji-${service} ${connection}: ${text.replaceAll('\n', '\n\t')}\n`;
const statement = (service: string, connection: number, text: string) =>
  entry(service, connection, `LOG:  statement: ${text}`);
const execute = (service: string, connection: number, name: string, values: string[]) =>
  entry(service, connection, `LOG:  execute ${name}: ${TEXTS[name] ?? `SELECT 1\n  FROM ${name}`}`) +
  entry(service, connection, `DETAIL:  Parameters: ${values.map((value, at) => `$${at + 1} = ${value}`).join(', ')}`);
const transaction = (service: string, connection: number, name: string, values: string[]) =>
  statement(service, connection, 'BEGIN; SELECT 1') +
  execute(service, connection, name, values) +
  statement(service, connection, `\n INSERT INTO outbox VALUES ('${REFERRAL}'); COMMIT`);

const LOG = [
  'fenji-bench [unknown] 7: LOG:  statement: SELECT pg_reload_conf()\n',
  transaction('referral', 1, 'referral-insert', [`'${JSON.stringify([row])}'`]),
  transaction('notification', 3, 'notice-write', [`'{${REFERRAL}}'`, `'{desk:990101:990101H01}'`]),
  statement('reservation', 5, 'BEGIN; SELECT 1'),
  transaction('reservation', 2, 'reservation-insert', [`'{9}'`, `'{${SESSION}}'`, `'{9}'`]),
  execute('referral', 1, 'outbox-mark-published', [`'{${MESSAGE}}'`]),
  transaction('referral', 1, 'referral-update', [`'it''s'`, 'NULL', `'{${MESSAGE}}'`]),
  transaction('notification', 3, 'notice-write', [`'{${REFERRAL}}'`, `'{desk:990101:990101H01}'`]),
].join('');

describe('recording of a referral', () => {
  it('reads transactions with names, texts and values out of the log', () => {
    const recorded = readTransactions(LOG);
    expect(recorded.map(({ service }) => service)).toEqual([
      'referral',
      'notification',
      'reservation',
      'referral',
      'notification',
    ]);
    expect(recorded[3]!.statements).toEqual([
      { text: 'BEGIN; SELECT 1', values: [] },
      { name: 'referral-update', text: 'SELECT 1\n  FROM referral-update', values: ["it's", null, `{${MESSAGE}}`] },
      { text: `INSERT INTO outbox VALUES ('${REFERRAL}'); COMMIT`, values: [] },
    ]);
  });

  it('makes the four transactions of another referral out of it', () => {
    const { transactions, session } = exampleOf(readTransactions(LOG), REFERRAL, SINCE);
    const born = new Map<string, string>();
    const other = {
      practitioner: 'another doctor',
      institution: '990101T02',
      patientId: 'another patient',
      visitId: 'another visit',
      episodeId: 'another episode',
      referralNo: 'another number',
      session: 'another session',
      seat: 3,
      desk: 'another desk',
    };
    const fill = (slot: string) => valueFor(slot, other, born, () => `new id ${born.size}`);
    const values = transactions.map(({ statements }) => statements[1]!.values.map((value) => value?.fill(fill)));

    expect(session).toBe(SESSION);
    expect(transactions.map(({ service }) => service)).toEqual(['referral', 'reservation', 'referral', 'notification']);
    expect(values[0]).toEqual([
      JSON.stringify([
        {
          referral_no: 'another number',
          patient_id: 'another patient',
          episode_id: 'another episode',
          first_visit_encounter_id: 'another visit',
          from_institution: '990101T02',
          from_practitioner: 'another doctor',
          to_county: '990101',
          to_institution: '990101H01',
        },
      ]),
    ]);
    expect(values[1]).toEqual(['{9}', '{another session}', '{3}']);
    expect(values[2]).toEqual(["it's", undefined, '{new id 0}']);
    expect(values[3]).toEqual(['{new id 1}', '{another desk}']);
  });

  it('refuses a referral that went another way', () => {
    const withoutSeat = readTransactions(LOG).filter(({ service }) => service !== 'reservation');
    expect(() => exampleOf(withoutSeat, REFERRAL, SINCE)).toThrow('went another way');
  });
});
