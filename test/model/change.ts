import type { Clinic, Request } from './clinic.js';
import type { RealClinic } from './real.js';
import type { ModelSession } from './session.js';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

/**
 * A hospital changes a session's capacity (domain §7.7). What must be so is checked here: the new reserve of the account,
 * how many lose their unit, and that each of them has another one, waits for one, or is a task of the desk (I9).
 */
export async function changeCapacity(clinic: Clinic, real: RealClinic, session: ModelSession, wished: number) {
  const inSession = clinic.units.filter((unit) => unit.session === session && !unit.isExtra);
  const come = inSession.filter(({ state }) => state === 'arrived' || state === 'no-show').length;
  // The seats of those who have come are not taken away.
  const capacity = Math.max(wished, come);
  const before = live(clinic).map(({ name }) => name);
  const { displaced, tasks } = await real.change(session.doctor, wished);
  expect(displaced).toBe(Math.max(0, inSession.length - capacity));
  session.capacity = capacity;
  await takeOver(clinic, real);
  const all = sum(clinic.sessions.map((one) => one.capacity));
  expect(sum(clinic.sessions.map(({ reserve }) => reserve))).toBe(Math.ceil(all / 5));
  const after = [...live(clinic).map(({ name }) => name), ...tasks];
  expect(before.filter((name) => !after.includes(name) && !clinic.entryOf(name))).toEqual([]);
}

const live = (clinic: Clinic): Request[] =>
  clinic.units.filter(({ state }) => state === 'held' || state === 'confirmed').map(({ request }) => request);

async function takeOver(clinic: Clinic, real: RealClinic): Promise<void> {
  const { units, entries, sessions } = await real.rows();
  const known = [...clinic.units, ...clinic.entries].map(({ request }) => request);
  const requestOf = (name: number): Request =>
    clinic.requests.get(name) ?? (known.find((request) => request.name === name) as Request);
  const sessionOf = (doctor: string) => clinic.sessions.find((one) => one.doctor === doctor) as ModelSession;
  for (const { doctor, reserve, released, extra } of sessions)
    Object.assign(sessionOf(doctor), { reserve, released, extra });
  clinic.adopt(
    units.map(({ name, doctor, state, taker, extra, extended, until }) => ({
      request: requestOf(name),
      session: sessionOf(doctor),
      standing: taker,
      state,
      until,
      isExtra: extra,
      restarted: extended,
    })),
    entries.map(({ name, state, doctor, displaced, since }) => ({
      request: { ...requestOf(name), doctor: doctor ?? undefined },
      since,
      displaced,
      state,
    })),
    entries.filter(({ offered }) => offered).map(({ name }) => name),
  );
}
