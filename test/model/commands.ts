import fc from 'fast-check';
import { changeCapacity } from './change.js';
import { type Clinic, type Request } from './clinic.js';
import { pictureOf, type RealClinic, type Slot } from './real.js';
import { JITTER, type Minute, MORNING, STAGE_1, STAGE_2, type Who } from './session.js';

type Command = fc.AsyncCommand<Clinic, RealClinic>;

/** Four mornings and afternoons of one day; those of A and C, and those of B and D, overlap. */
const SLOTS: Omit<Slot, 'capacity'>[] = [
  { doctor: 'A', start: 480, end: 720 },
  { doctor: 'B', start: 840, end: 1020 },
  { doctor: 'C', start: 540, end: 660 },
  { doctor: 'D', start: 900, end: 1080 },
];

/** One step that model and product take; afterwards they must agree and the books must be in order. */
function step(
  text: string,
  check: (clinic: Clinic) => boolean,
  run: (clinic: Clinic, real: RealClinic) => Promise<void>,
): Command {
  return {
    check,
    toString: () => text,
    async run(clinic, real) {
      await run(clinic, real);
      expect(await real.picture()).toEqual(pictureOf(clinic));
      expect(await real.room.breaches()).toEqual([]);
    },
  };
}

/** The n-th of those that are left, counted round. */
const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;

const referrals = ({ requests }: Clinic): Request[] => [...requests.values()].filter(({ who }) => who !== 'public');
const withUnit = (clinic: Clinic, ...states: string[]): Request[] =>
  referrals(clinic).filter(({ name }) => states.includes(clinic.unitOf(name)?.state ?? 'none'));
const undecided = (clinic: Clinic): Request[] =>
  referrals(clinic).filter(
    ({ name }) => !clinic.units.some((unit) => unit.request.name === name && unit.state !== 'held'),
  );

interface Wish {
  who: Who;
  urgency: 'U2' | 'U3' | 'U4';
  patient: number | undefined;
  from: number;
  decideIn: number;
}

const wish = fc.record<Wish>({
  who: fc.constantFrom<Who[]>('family', 'family', 'family', 'other', 'public', 'emergency'),
  urgency: fc.constantFrom('U2', 'U3', 'U4'),
  // Mostly somebody new, now and then one of three who come again and again.
  patient: fc.option(fc.nat(2), { freq: 2, nil: undefined }),
  from: fc.nat(1),
  decideIn: fc.constantFrom(0, 300, 4000),
});

function requestOf(clinic: Clinic, { who, urgency, patient, from, decideIn }: Wish, doctor?: string): Request {
  clinic.names += 1;
  const classOf = { family: urgency, other: urgency, public: undefined, emergency: 'U1' as const };
  return {
    name: clinic.names,
    who,
    urgency: classOf[who],
    patient: patient ?? 1000 + clinic.names,
    from,
    doctor,
    // An emergency is not reviewed: it comes.
    decideIn: who === 'emergency' ? 0 : decideIn,
  };
}

const publish = fc
  .array(fc.tuple(fc.nat(SLOTS.length - 1), capacity()), { minLength: 1, maxLength: 3 })
  .map((chosen) => {
    const news = (clinic: Clinic) =>
      [...new Map(chosen).entries()]
        .map(([at, size]) => ({ ...(SLOTS[at] as Slot), capacity: size }))
        .filter(({ doctor }) => clinic.sessions.every((session) => session.doctor !== doctor));
    // A roster later than the first stage has a clock of its own, of which domain §7.4 does not speak.
    return step(
      `publish ${JSON.stringify(chosen)}`,
      (clinic) => clinic.now < STAGE_1 && news(clinic).length > 0,
      async (clinic, real) => {
        const slots = news(clinic);
        clinic.publish(slots);
        await real.publish(slots);
      },
    );
  });

function capacity(): fc.Arbitrary<number> {
  return fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 6 }) }, fc.constantFrom(10, 26));
}

/** One request for any session (or a certain one), or several at once for a certain one. */
const ask = fc
  .tuple(fc.array(wish, { minLength: 1, maxLength: 6 }), fc.nat(), fc.boolean(), fc.constantFrom(1, 1, 1, 4))
  .map(([wishes, at, anywhere, times]) => {
    const single = wishes.length === 1 && times === 1 && anywhere;
    const isEasy = wishes.every(({ who }) => who === 'family' || who === 'other');
    return step(
      `ask ${times} × ${JSON.stringify(wishes)} of ${single && isEasy ? 'any' : at}`,
      (clinic) => clinic.sessions.length > 0 && clinic.now < pick(clinic.sessions, at).end,
      async (clinic, real) => {
        const doctor = single && isEasy ? undefined : pick(clinic.sessions, at).doctor;
        const all = Array.from({ length: times }, () => wishes).flat();
        const requests = all.map((one) => requestOf(clinic, one, doctor));
        clinic.ask(requests);
        await real.ask(requests, clinic.now);
      },
    );
  });

const of = (
  name: string,
  candidates: (clinic: Clinic) => Request[],
  run: (clinic: Clinic, real: RealClinic, request: number, n: number) => Promise<void>,
) =>
  fc.nat().map((n) =>
    step(
      `${name} ${n}`,
      (clinic) => candidates(clinic).length > 0,
      (clinic, real) => run(clinic, real, pick(candidates(clinic), n).name, n),
    ),
  );

const accept = of('accept', undecided, async (clinic, real, name) => {
  clinic.accept(name);
  await real.accept(name);
});
const confirm = of(
  'confirm',
  (clinic) => withUnit(clinic, 'held'),
  async (clinic, real, name) => {
    clinic.confirm(name);
    await real.confirm(name);
  },
);
const arrive = of(
  'arrive',
  (clinic) => withUnit(clinic, 'confirmed'),
  async (clinic, real, name) => {
    clinic.arrive(name);
    await real.arrive(name);
  },
);
const cancel = of('cancel', undecided, async (clinic, real, name) => {
  clinic.cancel(name);
  await real.cancel(name);
});
const cancelBooked = of(
  'cancel what was confirmed',
  (clinic) => [...clinic.requests.values()].filter(({ name }) => clinic.unitOf(name)?.state === 'confirmed'),
  async (clinic, real, name) => {
    clinic.cancel(name);
    await real.cancel(name);
  },
);
const choose = of(
  'choose',
  (clinic) => (clinic.sessions.length > 1 ? undecided(clinic).filter(({ who }) => who !== 'emergency') : []),
  async (clinic, real, name, n) => {
    const held = clinic.unitOf(name)?.session;
    const { doctor } = pick(
      clinic.sessions.filter((session) => session !== held),
      n,
    );
    clinic.choose(name, doctor);
    await real.choose(name, doctor);
  },
);

const minutes = fc.oneof(
  fc.constantFrom<Minute[]>(10, 30, 31, 61, 121, 240, 241, 721),
  fc.integer({ min: 1, max: 4 }).map((days) => days * 1440),
);
const moments = fc.constantFrom(
  -7 * 1440 + 480,
  STAGE_1,
  STAGE_1 + 71,
  STAGE_2,
  STAGE_2 + 71,
  MORNING,
  450,
  485,
  511,
  700,
  1200,
);

/** Not into the minutes in which a stage may have run or not: jitter is the hospital's own. */
function settled(now: Minute): Minute {
  const stage = [STAGE_1, STAGE_2].find((at) => at <= now && now <= at + JITTER);
  return stage === undefined ? now : stage + JITTER + 1;
}

const pass = fc
  .oneof(
    minutes.map((by) => ({ by })),
    moments.map((to) => ({ to })),
  )
  .map((way) => {
    const target = ({ now }: Clinic) => settled('by' in way ? now + way.by : way.to);
    return step(
      `pass ${JSON.stringify(way)}`,
      (clinic) => target(clinic) > clinic.now && target(clinic) < 2880,
      async (clinic, real) => {
        const now = target(clinic);
        clinic.passTo(now);
        await real.passTo(now);
      },
    );
  });

/** The clock is down while holds end: whoever asks next must not meet the dead (I10). */
const askWhileClockStands = fc.tuple(minutes, wish, fc.nat()).map(([by, one, at]) =>
  step(
    `ask ${JSON.stringify(one)} of ${at} after ${by} minutes without clock`,
    (clinic) => {
      const now = settled(clinic.now + by);
      const passesStage = [STAGE_1, STAGE_2, MORNING].some((stage) => clinic.now < stage && stage <= now);
      const waits = clinic.entries.some(({ state }) => state === 'waiting' || state === 'offered');
      return clinic.sessions.length > 0 && !passesStage && !waits && now < pick(clinic.sessions, at).start;
    },
    async (clinic, real) => {
      const now = settled(clinic.now + by);
      const { doctor } = pick(clinic.sessions, at);
      clinic.passWithoutClock(now, doctor);
      await real.setClock(now);
      const request = requestOf(clinic, one, doctor);
      clinic.ask([request]);
      await real.ask([request], now);
      clinic.passTo(now);
      await real.passTo(now);
    },
  ),
);

/** Before stage 2; afterwards what is added waits an hour of its own, of which change.spec.ts tells. */
const change = fc.tuple(fc.nat(), fc.nat(14)).map(([at, capacity]) =>
  step(
    `change ${at} to ${capacity}`,
    (clinic) => clinic.sessions.length > 0 && clinic.now < STAGE_2 - 1,
    (clinic, real) => changeCapacity(clinic, real, pick(clinic.sessions, at), capacity),
  ),
);

/** Sequences of up to 30 steps, of which those that make sense are taken. */
export const sequences = fc.commands(
  [
    publish,
    ask,
    ask,
    ask,
    accept,
    confirm,
    confirm,
    arrive,
    cancel,
    cancelBooked,
    choose,
    pass,
    pass,
    pass,
    askWhileClockStands,
    change,
  ],
  { maxCommands: 30, size: 'max' },
);
export const firstPublication = publish;
