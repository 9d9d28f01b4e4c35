import { useState } from 'react';
import { Attempts } from '../../act/attempts';
import { type Schema, type Versioned, writeHeaders } from '../../api/client';
import { Problem } from '../../problem/problem';

/** What every act on a referral names: which one, in which version, under which key. */
interface Params {
  readonly path: { id: string };
  readonly header: ReturnType<typeof writeHeaders> & { Prefer: string };
}

/** Acts on a referral as it is shown; the same act keeps its key until it has succeeded. */
export function useReferralAct({ body: { id }, version }: Versioned<Schema<'ReferralDetail'>>, onDone: () => void) {
  const [attempts] = useState(() => new Attempts());
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  /** @returns whether it was done */
  const act = async (entered: readonly string[], write: (params: Params) => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setProblem(undefined);
    try {
      const { key } = attempts.of(entered);
      await write({ path: { id }, header: { ...writeHeaders(key, version), Prefer: 'wait=2' } });
      attempts.forget();
      onDone();
      return true;
    } catch (error) {
      setProblem(error instanceof Problem ? error : Problem.unreachable(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { act, isBusy, problem };
}
