import { Api } from '../demo/api.js';
import type { Account } from '../demo/county/accounts.js';
import { fetchToken, type Running, readAccounts } from '../demo/running/running.js';
import { call } from './http.js';

const CARDIOLOGY = '03.04';
const HOSPITAL = '990101H01';
const PAGE = 100;
const ANGINA = { system: 'icd-10', version: '2019', code: 'I20.9', name: 'Angina pectoris, unspecified', rank: 1 };

interface Case {
  readonly account: string;
  readonly patientId: string;
  readonly visitId: string;
}

/** Many family doctors with patients whose first visit is done: each case can be referred once. */
export class Crowd {
  private readonly tokens = new Map<string, string>();
  private next = 0;

  private constructor(
    private readonly running: Running,
    private readonly cases: readonly Case[],
    private readonly window: { earliest: string; latest: string },
  ) {}

  /** Records `count` first visits by the family doctors of County A. */
  static async gather(running: Running, count: number, window: { earliest: string; latest: string }): Promise<Crowd> {
    const doctors = (await readAccounts(running)).filter(isFamilyDoctorOfA);
    const cases: Case[] = [];
    for (const { account } of doctors) {
      if (cases.length >= count) break;
      cases.push(...(await casesOf(running, account, count - cases.length)));
    }
    if (cases.length < count) throw new Error(`only ${cases.length} patients for ${count} referrals`);
    return new Crowd(running, shuffled(cases), window);
  }

  /** Fresh tokens: they live for some minutes, a bench for longer. */
  async logIn(): Promise<void> {
    for (const account of new Set(this.cases.map((one) => one.account))) {
      this.tokens.set(account, await fetchToken(this.running, account));
    }
  }

  /** Submits the next case and gives the referral's id. */
  readonly submit = async (): Promise<string> => {
    const one = this.cases[this.next++];
    if (!one) throw new Error('every case has been referred');
    const headers = {
      authorization: `Bearer ${this.tokens.get(one.account)}`,
      'idempotency-key': crypto.randomUUID(),
    };
    const reply = await call('POST', `${this.running.door}/v1/referrals`, headers, this.form(one));
    if (reply.status !== 201 && reply.status !== 202) throw new Error(`${reply.status} ${JSON.stringify(reply.body)}`);
    return (reply.body as { id: string }).id;
  };

  private form(one: Case): object {
    return {
      direction: 'up',
      purpose: 'visit',
      origin: 'family-doctor',
      urgencyClass: 'U3',
      patientId: one.patientId,
      firstVisitEncounterId: one.visitId,
      consent: { type: 'patient', at: this.window.earliest, method: 'paper' },
      to: { institution: HOSPITAL, deptCode: CARDIOLOGY },
      autoNext: false,
      requested: { pool: 'expert-slot', deptCode: CARDIOLOGY, ...this.window },
      up: {
        chiefComplaint: 'Chest tightness on exertion for two weeks',
        presentIllness: 'Worse when climbing stairs, eased by rest within five minutes.',
        pastHistory: 'Hypertension for eight years.',
        allergies: ['none known'],
        provisionalDiagnosis: [ANGINA],
        reasonCode: ['diag-unclear'],
        treatmentCourse: 'Amlodipine 5 mg once daily.',
        currentMedications: ['amlodipine 5 mg qd'],
      },
    };
  }
}

const isFamilyDoctorOfA = ({ county, roles }: Account) => county === '990101' && roles.includes('family-doctor');

async function casesOf(running: Running, account: string, most: number): Promise<Case[]> {
  const doctor = new Api(running.door, await fetchToken(running, account));
  const cases: Case[] = [];
  for (let cursor = ''; cases.length < most; ) {
    const path = `/v1/patients?contract=mine&limit=${PAGE}${cursor}`;
    const { body } = await doctor.read<{ items: { id: string }[]; next?: string }>(path);
    const visits = await Promise.all(
      body.items.map(({ id }) =>
        doctor.post<{ id: string }>('/v1/visits', { body: { patientId: id, diagnoses: [ANGINA] } }),
      ),
    );
    cases.push(...body.items.map(({ id }, at) => ({ account, patientId: id, visitId: visits[at]?.body.id ?? '' })));
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
