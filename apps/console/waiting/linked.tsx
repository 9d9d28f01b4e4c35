import type { ReactNode } from 'react';
import { useReferral } from '../referral/use-referral';
import { type Part, partOf } from './duty';
import type { Item } from './waiting';

interface Props {
  readonly id: string;
  /** Whether it still waits here. */
  readonly part: Part;
  readonly children: (item: Item) => ReactNode;
}

/** What the address opens, where it stands on another page of the list than the one that is shown. */
export function Linked({ id, part, children }: Props) {
  const { data } = useReferral(id);
  return data && partOf(data) === part ? children(data) : null;
}
