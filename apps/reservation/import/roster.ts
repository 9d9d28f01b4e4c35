import { readCsv, type Sheet } from '#service/import/csv.js';
import { SessionDraft } from '../supply/draft.dto.js';

/** A roster; a file has at most what a hospital of 20 departments publishes for a month. */
export const ROSTER: Sheet<SessionDraft> = {
  row: SessionDraft,
  required: ['externalId', 'pool', 'group', 'startsAt', 'endsAt', 'place', 'capacity'],
  optional: ['doctorId', 'bedClass', 'preparation', 'device', 'segmentMinutes', 'allotment', 'declaredTotal'],
  numbers: ['capacity', 'segmentMinutes', 'declaredTotal'],
  flags: ['allotment'],
  mostRows: 2_000,
};

/** The sessions of a roster, each with its line, and every fault of the file. */
export const readRoster = (csv: string) => readCsv(csv, ROSTER);
