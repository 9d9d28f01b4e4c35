import { Api } from '../demo/api.js';
import type { Account } from '../demo/county/accounts.js';
import { fetchToken, type Running, readAccounts } from '../demo/running/running.js';
import { ANGINA } from '../demo/story/forms.js';

const PAGE = 100;
/** Whoever is older consents without a guardian (V12). */
const ADULT_YEARS = 18;

/** Where all cases are to be referred to: the lead of a consortium of County A. */
export const HOSPITAL = '990101H01';

/** A patient whose first visit is done: one up-referral may follow. */
export interface Case {
  /** Account of the family doctor. */
  readonly account: string;
  readonly practitioner: string;
  readonly institution: string;
  readonly patientId: string;
  readonly visitId: string;
  readonly episodeId: string;
}

/**
 * Records `count` first visits by family doctors who may refer to {@link HOSPITAL}.
 * @param day business date, by which the patients are adults
 */
export async function recordVisits(running: Running, count: number, day: string): Promise<Case[]> {
  const bornBefore = `${Number(day.slice(0, 4)) - ADULT_YEARS}${day.slice(4, 10)}`;
  const near = await consortiumOf(running, HOSPITAL);
  const cases: Case[] = [];
  for (const doctor of await readAccounts(running)) {
    if (!doctor.roles.includes('family-doctor') || !near.has(doctor.institution)) continue;
    if (cases.length >= count) break;
    cases.push(...(await visitsOf(running, doctor, count - cases.length, bornBefore)));
  }
  if (cases.length < count)
    throw new Error(
      `The demo county has ${cases.length} patients for ${count} referrals: choose fewer, or more scale.`,
    );
  return shuffled(cases);
}

/** Codes of the institutions that share a consortium with the hospital: from there it may be referred to (V04). */
async function consortiumOf(running: Running, hospital: string): Promise<Set<string>> {
  const api = new Api(running.door, await fetchToken(running, 'referral-desk'));
  const list = async (filter: string) => {
    const { body } = await api.read<{ items: { code: string; consortia: string[] }[] }>(
      `/v1/institutions?limit=${PAGE}&${filter}`,
    );
    return body.items;
  };
  const consortium = (await list('tier=3')).find(({ code }) => code === hospital)?.consortia[0];
  return new Set((await list(`tier=2&consortium=${consortium}`)).map(({ code }) => code));
}

async function visitsOf(running: Running, doctor: Account, most: number, bornBefore: string): Promise<Case[]> {
  const { account, practitioner, institution } = doctor;
  const api = new Api(running.door, await fetchToken(running, account));
  const cases: Case[] = [];
  for (let cursor = ''; cases.length < most; ) {
    const path = `/v1/patients?contract=mine&openReferral=false&limit=${PAGE}${cursor}`;
    const { body } = await api.read<{ items: { id: string; birthDate: string }[]; next?: string }>(path);
    const adults = body.items.filter(({ birthDate }) => birthDate < bornBefore);
    const visits = await Promise.all(
      adults.map(({ id: patientId }) =>
        api.post<{ id: string; episodeId: string }>('/v1/visits', { body: { patientId, diagnoses: [ANGINA] } }),
      ),
    );
    for (const [at, { id: patientId }] of adults.entries()) {
      const { id: visitId, episodeId } = visits[at]!.body;
      cases.push({ account, practitioner, institution, patientId, visitId, episodeId });
    }
    if (!body.next) break;
    cursor = `&cursor=${encodeURIComponent(body.next)}`;
  }
  return cases.slice(0, most);
}

/** A fixed shuffle, so that neighbours in time are not neighbours in the index. */
function shuffled<T>(items: readonly T[]): T[] {
  const keyed = items.map((item, at) => ({ item, key: (at * 7919) % 104_729 }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}
