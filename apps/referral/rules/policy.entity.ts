import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PolicyValue, ScopeKind } from './policy.js';

/** One dated value of one parameter in one scope (domain "Rule rows"). */
@Entity({ name: 'policy_rule' })
export class PolicyRule {
  /** County of the scope; `000000` for scopes above a county. */
  @PrimaryColumn({ type: 'char', length: 6 }) county: string;
  @PrimaryColumn({ name: 'scope_kind', type: 'text' }) scopeKind: ScopeKind;
  /** Province (2 digits), county (6 digits), consortium id or institution code; empty for the nation. */
  @PrimaryColumn({ name: 'scope_code', type: 'text' }) scopeCode: string;
  @PrimaryColumn({ type: 'text' }) key: string;
  @PrimaryColumn({ type: 'integer' }) version: number;
  @Column({ type: 'jsonb' }) value: PolicyValue;
  @Column({ name: 'valid_from', type: 'date' }) validFrom: string;
  @Column({ name: 'valid_to', type: 'date', nullable: true }) validTo: string | null;
  @Column({ name: 'approved_by', type: 'text' }) approvedBy: string;
  /** Text the value comes from, with its mark: policy, official, default. */
  @Column({ type: 'text' }) source: string;
}
