import type { Schema } from '../api/client';

/** How a receiver answers a referral; `advise` declines with advice to treat where the patient is. */
export const KINDS = ['accept', 'reject', 'advise', 'return-for-info', 'redirect'] as const;
export type Kind = (typeof KINDS)[number];

export const REASONS = [
  'no-capability',
  'no-capacity',
  'not-indicated',
  'wrong-department',
  'duplicate',
  'incomplete',
  'out-of-network',
  'other',
] as const;
export const QUESTIONS = ['diagnosis', 'history', 'medication', 'results', 'consent', 'contact', 'other'] as const;

/** What was entered in the dialog of a decision. */
export interface Entered {
  readonly reason?: (typeof REASONS)[number];
  readonly text?: string;
  readonly advice?: string;
  readonly institution?: string;
  readonly deptCode?: string;
  readonly questions?: (typeof QUESTIONS)[number][];
}

/** The action of the API (`/actions`) that a kind is. */
export const actionOf = (kind: Kind): string => (kind === 'advise' ? 'reject' : kind);

/** A decision as the API takes it. */
export function decisionOf(kind: Kind, entered: Entered): Schema<'Decision'> {
  const { reason, text, advice, institution, deptCode, questions } = entered;
  const said = text?.trim() ? { text: text.trim() } : {};
  switch (kind) {
    case 'accept':
      return { decision: 'accept', ...said };
    case 'reject':
    case 'advise': {
      const alternative = {
        ...(institution ? { institution } : {}),
        ...(advice?.trim() ? { advice: advice.trim() } : {}),
      };
      return { decision: 'reject', reason, alternative, ...said };
    }
    case 'return-for-info':
      return { decision: 'return-for-info', questions, ...said };
    case 'redirect':
      return { decision: 'redirect', reason, ...(institution ? { to: { institution, deptCode } } : {}), ...said };
  }
}

type Actions = Pick<Schema<'ActionsView'>, 'actions' | 'refused'>;

/** Whether a kind is open to the reader now, with the reasons that may be given; else the code of what stands in the way. */
export function standingOf(
  kind: Kind,
  { actions, refused }: Actions,
): { open: true; reasons?: readonly string[] } | { open: false; code?: string; detail?: string } {
  const wanted = actionOf(kind);
  const found = actions.find(({ action }) => action === wanted);
  if (found) return { open: true, ...(found.reasons ? { reasons: found.reasons } : {}) };
  const { code, detail } = refused.find(({ action }) => action === wanted) ?? {};
  return { open: false, code, detail };
}
