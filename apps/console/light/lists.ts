import { api, read, type Schema } from '../api/client';
import { drop, keep, kept } from './outbox/device';

export type Patient = Schema<'PatientView'>;
export type Entry = Schema<'DiagnosisEntry'>;
type Institution = Schema<'InstitutionView'>;
const PAGE = 100;
/** An official edition of the code table is larger: then the rest is found on the line only. */
const MOST_CODES = 3_000;

/** The institutions and the code table hold nothing about anybody: they are kept so that a form can be filled anywhere. */
const PUBLIC = { institutions: 'institutions', diagnoses: 'diagnoses' } as const;

let patientsSeen: readonly Patient[] = [];

/** The institutions of the county with their departments, from the line or from this device. */
export function institutions(): Promise<Institution[]> {
  return fromLine(PUBLIC.institutions, () =>
    pages((cursor) =>
      read(api.GET('/v1/institutions', { params: { query: { limit: PAGE, ...(cursor && { cursor }) } } })),
    ),
  );
}

/** The same for somebody who has not chosen his post yet. */
export function institutionsAs(post: string): Promise<Institution[]> {
  const headers = { 'Fenji-Post': post };
  return pages((cursor) =>
    read(api.GET('/v1/institutions', { params: { query: { limit: PAGE, ...(cursor && { cursor }) } }, headers })),
  );
}

/** The code table, from the line or from this device. */
export function diagnoses(): Promise<Entry[]> {
  return fromLine(PUBLIC.diagnoses, () =>
    pages(
      (cursor) => read(api.GET('/v1/diagnoses', { params: { query: { limit: PAGE, ...(cursor && { cursor }) } } })),
      MOST_CODES,
    ),
  );
}

/** Both tables, so that a form can be opened the first time where there is no line. */
export async function keepTables(): Promise<void> {
  await institutions();
  await diagnoses();
}

const asked = new Map<string, Promise<unknown>>();
/** A village pays for its line: a table that was fetched today is not fetched again. */
const FRESH_MILLISECONDS = 86_400_000;

interface Table<T> {
  readonly at: number;
  readonly items: T;
}

/** Asked for once while the page is open; from this device where the line is away. */
function fromLine<T>(key: string, ask: () => Promise<T>): Promise<T> {
  const before = asked.get(key);
  if (before) return before as Promise<T>;
  const answer = fromLineOrDevice(key, ask);
  asked.set(key, answer);
  answer.catch(() => asked.delete(key));
  return answer;
}

async function fromLineOrDevice<T>(key: string, ask: () => Promise<T>): Promise<T> {
  const old = await kept<Table<T>>(key);
  if (old && Math.abs(Date.now() - old.at) < FRESH_MILLISECONDS) return old.items;
  try {
    const items = await ask();
    await keep(key, { at: Date.now(), items } satisfies Table<T>);
    return items;
  } catch (error) {
    if (!old) throw error;
    return old.items;
  }
}

async function pages<T>(ask: (cursor?: string) => Promise<{ items: T[]; next?: string }>, most = 1_000): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await ask(cursor);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor && items.length < most);
  return items;
}

const patientKey = (owner: string) => `patients:${owner}`;

/** The patients of the doctor's team or house, masked. They stay in memory, and on the device only if asked for. */
export async function patients(owner: string): Promise<{ items: readonly Patient[]; onDevice: boolean }> {
  const before = await kept<readonly Patient[]>(patientKey(owner));
  try {
    patientsSeen = await pages((cursor) =>
      read(
        api.GET('/v1/patients', {
          params: { query: { contract: 'institution', limit: PAGE, ...(cursor && { cursor }) } },
        }),
      ),
    );
    if (before) await keep(patientKey(owner), patientsSeen);
  } catch (error) {
    if (before) patientsSeen = before;
    else if (patientsSeen.length === 0) throw error;
  }
  return { items: patientsSeen, onDevice: before !== undefined };
}

/** Keeps the masked list on this device, or takes it off. */
export async function keepPatients(owner: string, wanted: boolean): Promise<void> {
  await (wanted ? keep(patientKey(owner), patientsSeen) : drop(patientKey(owner)));
}

/** One patient as last seen here; asked for where the line is there. */
export async function patientOf(owner: string, id: string): Promise<Patient> {
  const seen = patientsSeen.find((one) => one.id === id) ?? (await keptPatient(owner, id));
  if (seen) return seen;
  const found = await read(api.GET('/v1/patients/{id}', { params: { path: { id } } }));
  noteSeen(found);
  return found;
}

async function keptPatient(owner: string, id: string): Promise<Patient | undefined> {
  return (await kept<readonly Patient[]>(patientKey(owner)))?.find((one) => one.id === id);
}

/** A patient found by document stays in memory for this visit. */
export function noteSeen(patient: Patient): void {
  if (!patientsSeen.some(({ id }) => id === patient.id)) patientsSeen = [patient, ...patientsSeen];
}
