import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { Principal } from '../auth/principal.js';
import { localDate } from '../calendar/local-time.js';
import { Database, SYSTEM } from '../database/database.js';
import { validationFailed } from '../http/validation.js';
import { conflict, forbidden, notFound, Problem, staleVersion } from '../problem/problem.js';
import { type Answer, requireIfMatch, type Write } from '../write/write.js';
import { Writes } from '../write/writes.js';
import type {
  DecidePolicy,
  PoliciesView,
  PolicyQuery,
  ProposalsView,
  ProposalView,
  ProposePolicy,
} from './policy.dto.js';
import { readRules } from './policy.store.js';
import { policyView, proposalView, rowView } from './policy.view.js';
import {
  endPolicy,
  insertProposal,
  listProposals,
  lockProposal,
  type Proposal,
  readPolicyKeys,
  refusalOf,
  saveDecision,
  storePolicy,
} from './proposal.store.js';

/** Whether a caller may write for a consortium: only the service that keeps the care network knows. */
export abstract class ConsortiumOffices {
  abstract speaksFor(caller: Principal, consortium: string, day: string): Promise<boolean>;
}

/** The parameters of one service: what holds where and why, and how two persons change it (domain, "Rule rows"). */
@Injectable()
export class PolicyBoard {
  constructor(
    private readonly database: Database,
    private readonly writes: Writes,
    @Inject(ConsortiumOffices) private readonly offices: ConsortiumOffices,
  ) {}

  /** What holds in the caller's county at a place on a day, each value with the row that decided it. */
  effective({ county }: Principal, { key, institution, consortium, day }: PolicyQuery): Promise<PoliciesView> {
    return this.database.transaction(SYSTEM, async (tx, now) => {
      const rules = await readRules(tx, county);
      const known = await readPolicyKeys(tx);
      const place = { county, institution, consortium };
      const on = day ?? localDate(now);
      const keys = [...new Set(rules.rows.map((row) => row.key))].filter((one) => !key || one.startsWith(key)).sort();
      const items = keys.flatMap((one) => {
        const decided = rules.decision(one, place, on);
        return decided ? [policyView(one, decided, known)] : [];
      });
      const history = key && rules.rows.filter((row) => row.key === key).map(rowView);
      return { ruleSetVersion: rules.version, day: on, items, ...(history ? { history } : {}) };
    });
  }

  /** The latest changes on their way in the caller's county. */
  proposals({ county }: Principal, state?: string): Promise<ProposalsView> {
    return this.database.transaction(SYSTEM, async (tx) => ({
      items: (await listProposals(tx, county, state)).map(proposalView),
    }));
  }

  /**
   * @throws Problem 400 for an unknown key, a wrong type or a day that is over; 403 outside of the caller's scope; 422
   * `POLICY_LOOSER`, `POLICY_OUT_OF_RANGE`, `POLICY_FORBIDDEN`
   */
  propose(write: Write, body: ProposePolicy): Promise<Answer<ProposalView>> {
    return this.writes.perform(
      write,
      async (tx, now) => {
        const proposal = proposalOf(write.principal, body, now);
        requireDays(proposal, now);
        await requireAllowed(tx, proposal);
        await this.requireScope(write.principal, proposal, now);
        await insertProposal(tx, proposal);
        return { status: 201, body: proposalView(proposal), version: 1 };
      },
      SYSTEM,
    );
  }

  /**
   * The second person's word; an approved proposal becomes the next version of its row at once.
   * @throws Problem 404, 412, 428; 403 `AUTHOR_MAY_NOT_DECIDE`; 409 `PROPOSAL_DECIDED`; and what {@link propose} throws
   */
  decide(write: Write, id: string, { decision }: DecidePolicy): Promise<Answer<ProposalView>> {
    const version = requireIfMatch(write);
    const { principal } = write;
    return this.writes.perform(
      write,
      async (tx, now) => {
        const proposal = await lockProposal(tx, principal.county, id);
        if (!proposal) throw notFound();
        if (proposal.version !== version) throw staleVersion(proposal.version);
        await this.requireScope(principal, proposal, now);
        requireSecondPerson(proposal, principal);
        const decided: Proposal = { ...proposal, version: version + 1, decidedBy: principal.account, decidedAt: now };
        const done =
          decision === 'approve'
            ? ({ ...decided, state: 'approved', policyVersion: await enact(tx, decided, now) } as const)
            : ({ ...decided, state: 'rejected' } as const);
        await saveDecision(tx, done);
        return { status: 200, body: proposalView(done), version: done.version };
      },
      SYSTEM,
    );
  }

  /** The authority writes for its county and all in it, an office for its consortium and its own house. */
  private async requireScope(caller: Principal, { scopeKind, scopeCode }: Proposal, now: Date): Promise<void> {
    const { county, institution, roles } = caller;
    const authority = roles.includes('county-health-authority');
    const own = {
      county: authority && scopeCode === county,
      institution: authority ? scopeCode.startsWith(county) : scopeCode === institution,
      consortium: await this.offices.speaksFor(caller, scopeCode, localDate(now)),
    };
    if (own[scopeKind]) return;
    const detail = 'A county writes for itself and what lies in it, a consortium for itself.';
    throw forbidden('NOT_YOUR_SCOPE', detail);
  }
}

function proposalOf(author: Principal, body: ProposePolicy, now: Date): Proposal {
  const { key, scope, value, bound, validFrom, validTo, ends = false, source } = body;
  if (ends === (value !== undefined)) {
    const message = ends ? 'the end of a row has no value' : 'a new version needs a value';
    throw validationFailed([{ field: 'value', code: ends ? 'unwanted' : 'is-defined', message }]);
  }
  const what = { key, value: value ?? null, bound: bound ?? null, validFrom, validTo: validTo ?? null, ends, source };
  const where = { county: author.county, scopeKind: scope.kind, scopeCode: scope.code };
  const by = { author: author.account, authorPractitioner: author.practitioner, proposedAt: now };
  const undecided = { decidedBy: null, decidedAt: null, policyVersion: null };
  return { ...what, ...where, ...by, ...undecided, id: v7(), version: 1, state: 'proposed' };
}

function requireDays({ validFrom, validTo }: Proposal, now: Date): void {
  if (validFrom < localDate(now))
    throw validationFailed([{ field: 'validFrom', code: 'past', message: 'the past is never rewritten' }]);
  if (validTo !== null && validTo <= validFrom)
    throw validationFailed([{ field: 'validTo', code: 'before-its-beginning', message: 'must be after validFrom' }]);
}

async function requireAllowed(tx: EntityManager, proposal: Proposal): Promise<void> {
  if (proposal.ends) return;
  const refused = await refusalOf(tx, proposal);
  if (!refused) return;
  if (refused === 'unknown-key')
    throw validationFailed([{ field: 'key', code: refused, message: 'this service has no such parameter' }]);
  if (refused === 'wrong-type')
    throw validationFailed([{ field: 'value', code: refused, message: 'is of another kind than this parameter' }]);
  const code = refused.startsWith('looser') ? 'POLICY_LOOSER' : REFUSALS[refused];
  const detail = `This value may not be set: ${refused}.`;
  throw new Problem({
    status: 422,
    code: code ?? 'POLICY_REFUSED',
    detail,
    errors: [{ field: 'value', code: refused, message: detail }],
  });
}

const REFUSALS: Readonly<Record<string, string>> = {
  'out-of-range': 'POLICY_OUT_OF_RANGE',
  'forbidden-member': 'POLICY_FORBIDDEN',
};

function requireSecondPerson({ author, authorPractitioner, state }: Proposal, caller: Principal): void {
  if (state !== 'proposed') throw conflict('PROPOSAL_DECIDED', 'This proposal has been decided already.');
  if (author === caller.account || authorPractitioner === caller.practitioner)
    throw forbidden('AUTHOR_MAY_NOT_DECIDE', 'A second person decides on it.');
}

/** Meanwhile days have passed and wider rows may have changed: what was allowed then is asked again. */
async function enact(tx: EntityManager, proposal: Proposal, now: Date): Promise<number> {
  requireDays(proposal, now);
  if (!proposal.ends) {
    await requireAllowed(tx, proposal);
    return storePolicy(tx, proposal);
  }
  const ended = await endPolicy(tx, proposal);
  if (ended === undefined) throw conflict('NOTHING_TO_END', 'No row of this scope holds on that day.');
  return ended;
}
