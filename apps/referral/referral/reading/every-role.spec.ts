import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import { REFERRAL_STATES, type ReferralState, ROLES, type Role } from '#contracts/codes.js';
import type { Principal } from '#service/auth/principal.js';
import { HOUR_MS } from '#service/calendar/local-time.js';
import { Cipher } from '#service/crypto/cipher.js';
import { Env } from '#service/env.js';
import type { Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { dice, shuffled } from '../../../../test/faults/dice.js';
import { ASKINGS, type Asking, type Entrance, entrancesOf, isLetThrough } from '../../../../test/referral/entrances.js';
import { COUNTY, settle } from '../../../../test/referral/room.js';
import { openStoreRoom, type StoreRoom } from '../../../../test/referral/store-room.js';
import { Networks } from '../../network/networks.js';
import { CareController } from '../care/care.controller.js';
import { DecisionController } from '../decision/decision.controller.js';
import { Completions } from '../emergency/completions.js';
import { EmergencyController } from '../emergency/emergency.controller.js';
import { RetroEntries } from '../emergency/retro-entries.js';
import { EndingController } from '../ending/ending.controller.js';
import { Commands, formContext } from '../road/commands.js';
import { Settlements } from '../road/settlements.js';
import type { ReferralRow } from '../store/referral.row.js';
import { Submissions } from '../submission/submissions.js';
import { UnitController } from '../unit/unit.controller.js';
import { UnitRequests } from '../unit/unit-requests.js';
import { VoidController } from '../void/void.controller.js';
import { Voids } from '../void/voids.js';
import { Readings } from './readings.js';

/** So few at least are let through, or nothing is proved. */
const LET_THROUGH = 20;
/** How many of the 63 groups of cases (kind × state) one run looks at, each whole; the day throws the dice. */
const GROUPS = 10;
const STATES = REFERRAL_STATES.filter((state) => state !== 'draft');

interface Case {
  kind: 'up' | 'emergency' | 'lateral' | 'down';
  state: ReferralState;
  role: Role;
  house: 'sender' | 'receiver' | 'stranger';
  /** Who referred, or a colleague. */
  own: boolean;
}

/** Who asks: a stranger is one whatever he wrote, so that one of them speaks for both. */
const ASKERS = [
  { house: 'sender', own: true },
  { house: 'sender', own: false },
  { house: 'receiver', own: false },
  { house: 'stranger', own: false },
] as const;

/** Every kind in every state, each with everybody who might ask. */
function everyCase(): Case[][] {
  const kinds = ['up', 'emergency', 'lateral', 'down'] as const;
  return kinds.flatMap((kind) => {
    // An emergency is never returned, and there is no limit for it.
    const states = STATES.filter((state) => kind !== 'emergency' || state !== 'returned');
    // Whoever is nobody to an up-referral is nobody to any other one.
    const askers = ASKERS.filter(({ house }) => kind === 'up' || house !== 'stranger');
    return states.map((state) => ROLES.flatMap((role) => askers.map((asker) => ({ kind, state, role, ...asker }))));
  });
}

describe('what a user is told to be allowed, and what the service lets through', () => {
  let room: StoreRoom;
  let readings: Readings;
  let entrances: Entrance[];
  let cipher: Cipher;
  let now: Date;
  let passed = 0;

  beforeAll(async () => {
    room = await openStoreRoom(6);
    await settle(room.database);
    const { database } = room;
    now = (await room.fresh.pool.query<{ now: Date }>('SELECT referral.business_now() AS now')).rows[0]!.now;
    cipher = new Cipher(Object.assign(new Env(), { ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}` }));
    const networks = new Networks(database);
    const writes = new Writes(database);
    const commands = new Commands(writes, networks, cipher, database);
    readings = new Readings(database, networks, cipher);
    // No entry is made here: the commands on one referral need neither numbers nor submissions.
    const retro = new RetroEntries(Object.create(Submissions.prototype) as Submissions, networks);
    entrances = entrancesOf([
      new DecisionController(commands),
      new UnitController(commands, new UnitRequests(commands, new Settlements(), writes)),
      new CareController(commands),
      new EndingController(commands),
      new EmergencyController(commands, new Completions(commands, cipher), retro),
      new VoidController(new Voids(database, writes, networks, commands)),
    ]);
  });

  afterAll(() => room.close());

  /** A referral between the township T01 and the hospital H01 in one state. */
  async function stored({ kind, state }: Case): Promise<ReferralRow> {
    const down = kind === 'down';
    const [from, to] = down ? ['H01', 'T01'] : kind === 'lateral' ? ['T02', 'T01'] : ['T01', 'H01'];
    const id = v7();
    const placed = state === 'reserved' || state === 'confirmed' || state === 'no-show';
    const startsAt = new Date(now.getTime() - HOUR_MS).toISOString();
    const unit = { reservationId: v7(), sessionId: v7(), county: COUNTY, institution: to, startsAt };
    const ended = ['rejected', 'cancelled', 'expired'].includes(state);
    return room.stored(now, {
      id,
      referralNo: id,
      county: COUNTY,
      direction: kind === 'emergency' ? 'up' : kind,
      urgencyClass: kind === 'emergency' ? 'U1' : kind === 'lateral' ? 'U2' : 'U3',
      state,
      fromInstitution: from,
      toInstitution: to,
      toDepartment: down ? '02' : '03.04',
      ...(down ? { requested: null } : {}),
      unit: placed ? (unit as unknown as ReferralRow['unit']) : null,
      holdUntil: state === 'reserved' ? new Date(now.getTime() + HOUR_MS) : null,
      validUntil: kind === 'emergency' ? null : new Date(now.getTime() + (kind === 'lateral' ? -1 : 100) * HOUR_MS),
      placeBy: now,
      returnedAt: now,
      acknowledgedAt: now,
      handoffCounty: null,
      handoffInstitution: null,
      progress: {
        ...(kind === 'emergency' ? { formDueAt: now.toISOString() } : {}),
        ...(ended ? { endedBy: 'K' as const } : {}),
        ...(state === 'follow-up' ? { followUpNeeded: true } : {}),
      },
      formSealed: cipher.encrypt(from as string, formContext(id), JSON.stringify({ consent: {} })),
    });
  }

  function principalOf({ role, house, own }: Case, row: ReferralRow): Principal {
    const sides = { sender: row.fromInstitution, receiver: row.toInstitution, stranger: 'V01' };
    return {
      account: `${role}@${house}`,
      practitioner: own ? row.fromPractitioner : randomUUID(),
      institution: sides[house],
      county: COUNTY,
      roles: [role],
      departments: [],
      expiresAt: new Date('2099-01-01'),
    };
  }

  const writeOf = (principal: Principal, ifMatch: number): Write => ({
    principal,
    key: randomUUID(),
    requestHash: 'a',
    method: 'POST',
    path: '/',
    ifMatch,
    waitMs: 0,
  });

  const isSaid = (asking: Asking, { href, body }: { href: string; body?: object }) =>
    href.endsWith(`/${asking.path}`) && JSON.stringify(body ?? {}) === JSON.stringify(asking.said ?? {});

  /** One referral for all who may do nothing with it, and another one after each step that was taken. */
  async function look(cases: readonly Case[]): Promise<string[]> {
    const wrong: string[] = [];
    let row: ReferralRow | undefined;
    for (const one of cases) {
      row ??= await stored(one);
      const seen = await readings.actions(principalOf(one, row), row.id).catch(() => ({ actions: [] }));
      for (const asking of ASKINGS) {
        const entrance = entrances.find(({ path }) => path === asking.path);
        if (!entrance) throw new Error(`no entrance ${asking.path}`);
        row ??= await stored(one);
        const write = writeOf(principalOf(one, row), row.version);
        const told = seen.actions.some((action) => isSaid(asking, action));
        const open =
          entrance.roles.includes(one.role) && (await isLetThrough(entrance.call(write, row.id, asking.body)));
        if (open !== told)
          wrong.push(`${JSON.stringify(one)} ${asking.path} ${JSON.stringify(asking.said)}: ${open}, told ${told}`);
        if (open) [row, passed] = [undefined, passed + 1];
      }
    }
    return wrong;
  }

  it('knows every command: each entrance is asked for', () => {
    const asked = new Set(ASKINGS.map(({ path }) => path));
    const answers = ['void-answers'];
    expect(entrances.map(({ path }) => path).filter((path) => !asked.has(path) && !answers.includes(path))).toEqual([]);
  });

  it('are the same for every role, state, direction and house', async () => {
    const wrong: string[] = [];
    const seed = Math.floor(Date.now() / 86_400_000);
    const queue = shuffled(everyCase(), dice(seed)).slice(0, GROUPS)[Symbol.iterator]();
    const worker = async () => {
      for (const cases of queue) wrong.push(...(await look(cases)));
    };
    await Promise.all([worker(), worker(), worker(), worker()]);
    expect({ seed, wrong }).toEqual({ seed, wrong: [] });
    expect(passed).toBeGreaterThan(LET_THROUGH);
  }, 120_000);
});
