import type { Advice } from './advice.js';
import type { Overruled, Plan } from './overrule.js';

/** What stays of an advice beside the criteria that held: codes and field names, no value of the patient. */
export type KeptAdvice = Omit<Advice, 'matched'> & {
  chosen?: Plan;
  overruled?: Overruled;
  /** The leading diagnosis is in the catalogue of this tier. */
  inCatalogue?: boolean;
};

/** What the sealed input of an advice is bound to. */
export const adviceContext = (kind: 'referral' | 'encounter', id: string): string => `${kind}.advice:${id}`;
