import type { Schema } from '../api/client';

type Counted = Pick<
  Schema<'SessionView'>,
  'protected' | 'familyTaken' | 'otherTaken' | 'publicTaken' | 'emergencyTaken' | 'free' | 'capacity' | 'extra'
>;

/** Parts of a session's bar, in the order in which they are drawn. */
export const PARTS = ['family', 'protected', 'open', 'free'] as const;
export type Part = (typeof PARTS)[number];

export interface Segment {
  readonly part: Part;
  readonly units: number;
  /** Share of the bar, in hundredths. */
  readonly share: number;
}

/**
 * A session as a bar: taken by family doctors, still kept for them, taken by others, free for everybody. What is kept and free
 * are both units that nobody has, so that the parts add up to all units of the session.
 */
export function segmentsOf(session: Counted): Segment[] {
  const { familyTaken, otherTaken, publicTaken, emergencyTaken, free } = session;
  const kept = Math.min(session.protected, free);
  const units: Record<Part, number> = {
    family: familyTaken,
    protected: kept,
    open: otherTaken + publicTaken + emergencyTaken,
    free: free - kept,
  };
  const whole = Math.max(
    PARTS.reduce((sum, part) => sum + units[part], 0),
    1,
  );
  return PARTS.map((part) => ({ part, units: units[part], share: (units[part] * 100) / whole }));
}

/** What a group offers on one day, its sessions together; stopped ones offer nothing. */
export function togetherOf(sessions: readonly (Counted & { stoppedAt?: string })[]): Segment[] {
  const sum = (name: keyof Counted) =>
    sessions.filter(({ stoppedAt }) => !stoppedAt).reduce((total, session) => total + session[name], 0);
  return segmentsOf({
    protected: sum('protected'),
    familyTaken: sum('familyTaken'),
    otherTaken: sum('otherTaken'),
    publicTaken: sum('publicTaken'),
    emergencyTaken: sum('emergencyTaken'),
    free: sum('free'),
    capacity: sum('capacity'),
    extra: sum('extra'),
  });
}
