export const SCOPE_KINDS = ['nation', 'province', 'county', 'consortium', 'institution'] as const;
export type ScopeKind = (typeof SCOPE_KINDS)[number];
export type PolicyValue = number | string | boolean | { [key: string]: PolicyValue };
