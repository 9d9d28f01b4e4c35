import type { Schema } from '../api/client';

type Flow = Schema<'FlowView'>;

export interface SankeyNode {
  /** Unique: the side belongs to it, so that up and down never make a circle. */
  readonly name: string;
  readonly depth: 0 | 1;
  readonly label: string;
}

export interface SankeyLink {
  readonly source: string;
  readonly target: string;
  readonly value: number;
  readonly skipsTier: boolean;
}

/** How one end of a flow is called, and under which key it is summed up. */
export type NameOf = (end: Schema<'FlowEndView'>) => { readonly key: string; readonly label: string };

/** Senders on the left, receivers on the right, alike ends in one; what is hidden for being too few is not drawn. */
export function sankeyOf(flows: readonly Flow[], nameOf: NameOf): { nodes: SankeyNode[]; links: SankeyLink[] } {
  const nodes = new Map<string, SankeyNode>();
  const links = new Map<string, SankeyLink>();
  for (const { from, to, referrals = 0, skipsTier } of flows) {
    if (referrals === 0) continue;
    const [sender, receiver] = [nameOf(from), nameOf(to)];
    const [source, target] = [`<${sender.key}`, `>${receiver.key}`];
    nodes.set(source, { name: source, depth: 0, label: sender.label });
    nodes.set(target, { name: target, depth: 1, label: receiver.label });
    const key = `${source}${target}${skipsTier}`;
    const value = referrals + (links.get(key)?.value ?? 0);
    links.set(key, { source, target, value, skipsTier });
  }
  return { nodes: [...nodes.values()], links: [...links.values()] };
}
