import type { PolicyRowView, PolicyView, ProposalView } from './policy.dto.js';
import type { Effective, PolicyRow } from './policy.js';
import type { PolicyKey } from './policy-key.js';
import type { Proposal } from './proposal.store.js';

export function rowView({
  scopeKind,
  scopeCode,
  version,
  value,
  bound,
  validFrom,
  validTo,
  approvedBy,
  source,
}: PolicyRow): PolicyRowView {
  const row = { scopeKind, scopeCode, version, value, validFrom, approvedBy, source };
  return { ...row, ...(bound ? { bound } : {}), ...(validTo ? { validTo } : {}) };
}

/** @param known the registry, the longest pattern first */
export function policyView(key: string, { value, decidedBy }: Effective, known: readonly PolicyKey[]): PolicyView {
  const about = known.find(({ pattern }) => fits(pattern, key));
  const { unit = '', zh = '', en = '', least, most } = about ?? {};
  return {
    key,
    value,
    decidedBy: rowView(decidedBy),
    unit,
    meaning: { zh, en },
    ...(typeof least === 'number' ? { least } : {}),
    ...(typeof most === 'number' ? { most } : {}),
  };
}

const fits = (pattern: string, key: string): boolean =>
  pattern === key || (pattern.endsWith('*') && key.startsWith(pattern.slice(0, -1)));

export function proposalView(one: Proposal): ProposalView {
  const { id, version, key, scopeKind, scopeCode, validFrom, ends, source, author, proposedAt, state } = one;
  return {
    id,
    version,
    key,
    scope: { kind: scopeKind, code: scopeCode },
    ...(one.value !== null ? { value: one.value } : {}),
    ...(one.bound ? { bound: one.bound } : {}),
    validFrom,
    ...(one.validTo ? { validTo: one.validTo } : {}),
    ends,
    source,
    author,
    proposedAt: proposedAt.toISOString(),
    state,
    ...(one.decidedBy ? { decidedBy: one.decidedBy } : {}),
    ...(one.policyVersion ? { policyVersion: one.policyVersion } : {}),
  };
}
