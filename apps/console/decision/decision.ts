import type { Schema } from '../api/client';

/** Decisions of a receiver that a key asks for; `advise` declines with advice to treat where the patient is. */
export type Kind = 'accept' | 'reject' | 'advise' | 'return-for-info' | 'redirect';

/** The action of the API (`/actions`) that a kind is. */
const actionOf = (kind: Kind): string => (kind === 'advise' ? 'reject' : kind);

type Actions = Pick<Schema<'ActionsView'>, 'actions' | 'refused'>;

/** The action that a kind is now for the reader; else the code of what stands in the way, none where the state itself does. */
export function standingOf(
  kind: Kind,
  { actions, refused }: Actions,
): { action?: Schema<'ActionView'>; code?: string; detail?: string } {
  const wanted = actionOf(kind);
  const action = actions.find((one) => one.action === wanted);
  if (action) return { action };
  const { code, detail } = refused.find((one) => one.action === wanted) ?? {};
  return { code, detail };
}
