import type { Direction } from '#contracts/codes.js';
import type { Calendar } from '#service/rules/working-hours.js';
import type { CriteriaSet } from '../criteria/set/criterion.js';
import { setInForce } from '../criteria/set/in-force.js';
import { inIcd10Range } from '../diagnosis/icd10-range.js';
import type { FirstVisitCatalogue } from '../gate/catalogue/catalogue.entity.js';
import type { MassEvent } from '../gate/exemption/mass-event.entity.js';
import type { BenefitLadder } from '../insurance/ladder.entity.js';
import type { CareRules } from '../rules/care-rules.js';
import type { Agreement } from './agreement.entity.js';
import type { DepartmentCapability } from './capability.entity.js';
import type { Catchment } from './catchment.entity.js';
import { type CentreRows, Centres } from './centres.js';
import type { Consortium, ConsortiumMember } from './consortium.entity.js';
import { holdsOn } from './dated.js';
import { grouped } from './grouped.js';
import { Hierarchy } from './hierarchy.js';
import type { Institution } from './institution.entity.js';
import { type Location, metresBetween } from './location.js';
import type { InstitutionParent } from './parent.entity.js';
import type { Practitioner, Right } from './practitioner.entity.js';
import type { Team, TeamMember } from './team.entity.js';
import { isPrimary } from './tiers.js';
import type { Travel } from './travel.entity.js';

/** Everything a county's network is made of, as rows. */
export interface NetworkRows extends CentreRows {
  institutions: Institution[];
  parents: InstitutionParent[];
  catchments: Catchment[];
  consortia: Consortium[];
  members: ConsortiumMember[];
  capabilities: DepartmentCapability[];
  practitioners: Practitioner[];
  teams: Team[];
  teamMembers: TeamMember[];
  agreements: Agreement[];
  travels: Travel[];
  catalogue: FirstVisitCatalogue[];
  massEvents: MassEvent[];
  ladders: BenefitLadder[];
  /** Sets of referral criteria: the county's own, and the sample. */
  criteria?: CriteriaSet[];
}

/** What both sides of a referral have in common: V03 consortium, else V04 agreement, else none. */
export type Pair = 'consortium' | 'agreement' | 'none';

/**
 * One county's care network at one version: a picture in memory that never changes. Days are local dates
 * `YYYY-MM-DD`. Institutions of other counties are in it where an agreement or a city group leads to them.
 */
export class Network {
  /** Names the policy rows and the catalogue that a decision was made with; a referral keeps it. */
  readonly ruleSetVersion: string;
  readonly hierarchy: Hierarchy;
  readonly centres: Centres;
  private readonly institutions: Map<string, Institution>;
  private readonly consortia: Map<string, Consortium>;
  private readonly members: Map<string, ConsortiumMember[]>;
  private readonly capabilities: Map<string, DepartmentCapability[]>;
  private readonly departmentsByCode: Map<string, DepartmentCapability[]>;
  private readonly practitioners: Map<string, Practitioner>;
  private readonly teams: Map<string, Team>;
  private readonly teamsOfDoctor: Map<string, TeamMember[]>;
  private readonly agreements: Map<string, Agreement[]>;
  private readonly minutes: Map<string, number>;

  constructor(
    readonly county: string,
    readonly version: number,
    private readonly rows: NetworkRows,
    readonly rules: CareRules,
    /** Holidays and make-up days of the county. */
    readonly calendar: Calendar,
  ) {
    const catalogue = Math.max(0, ...rows.catalogue.map((row) => row.version));
    this.ruleSetVersion = `${rules.version}.c${catalogue}`;
    this.hierarchy = new Hierarchy(rows.parents);
    this.centres = new Centres(rows);
    this.institutions = new Map(rows.institutions.map((row) => [row.code, row]));
    this.consortia = new Map(rows.consortia.map((row) => [row.id, row]));
    this.members = grouped(rows.members, (row) => row.institution);
    this.capabilities = grouped(rows.capabilities, (row) => row.institution);
    this.departmentsByCode = grouped(rows.capabilities, (row) => row.deptCode);
    this.practitioners = new Map(rows.practitioners.map((row) => [row.id, row]));
    this.teams = new Map(rows.teams.map((row) => [row.id, row]));
    this.teamsOfDoctor = grouped(rows.teamMembers, (row) => row.practitionerId);
    this.agreements = grouped(rows.agreements, (row) => row.fromInstitution);
    this.minutes = new Map(rows.travels.map((row) => [`${row.fromInstitution}>${row.toInstitution}`, row.minutes]));
  }

  institution(code: string): Institution | undefined {
    return this.institutions.get(code);
  }

  all(): readonly Institution[] {
    return this.rows.institutions;
  }

  /** Every consortium the institution is a member of that day; a city group beside the county's is possible. */
  consortiaOf(institution: string, day: string): Consortium[] {
    return (this.members.get(institution) ?? [])
      .filter((member) => holdsOn(member, day))
      .map((member) => this.consortia.get(member.consortiumId))
      .filter((consortium) => consortium !== undefined && holdsOn(consortium, day)) as Consortium[];
  }

  /** The one county consortium of the institution that day (domain §2.1: at most one). */
  consortiumOf(institution: string, day: string): Consortium | undefined {
    return this.consortiaOf(institution, day).find((consortium) => consortium.kind === 'county');
  }

  /** Codes of the members of a consortium that day, the lead first. */
  membersOf(consortiumId: string, day: string): string[] {
    return this.rows.members
      .filter((member) => member.consortiumId === consortiumId && holdsOn(member, day))
      .sort((a, b) => Number(b.lead) - Number(a.lead) || a.institution.localeCompare(b.institution))
      .map((member) => member.institution);
  }

  /** Code of the one lead of a consortium that day. */
  leadOf(consortiumId: string, day: string): string | undefined {
    return this.rows.members.find((row) => row.consortiumId === consortiumId && row.lead && holdsOn(row, day))
      ?.institution;
  }

  /** The consortium that answers for a residence that day: the longest division prefix decides (domain §2.1). */
  consortiumForDivision(divisionCode: string, day: string): Consortium | undefined {
    const [row] = this.rows.catchments
      .filter((catchment) => divisionCode.startsWith(catchment.divisionPrefix) && holdsOn(catchment, day))
      .sort((a, b) => b.divisionPrefix.length - a.divisionPrefix.length);
    return row && this.consortia.get(row.consortiumId);
  }

  /** V03, then V04. */
  pair(from: string, to: string, direction: Direction, deptCode: string, day: string): Pair {
    const ours = new Set(this.consortiaOf(from, day).map((consortium) => consortium.id));
    if (this.consortiaOf(to, day).some((consortium) => ours.has(consortium.id))) return 'consortium';
    return this.agreement(from, to, direction, deptCode, day) ? 'agreement' : 'none';
  }

  agreement(from: string, to: string, direction: Direction, deptCode: string, day: string): Agreement | undefined {
    return (this.agreements.get(from) ?? []).find(
      (row) =>
        row.toInstitution === to &&
        holdsOn(row, day) &&
        row.directions.includes(direction) &&
        (row.deptCodes.length === 0 || row.deptCodes.includes(deptCode)),
    );
  }

  /** The department's capability that day, if it has one. */
  capability(institution: string, deptCode: string, day: string): DepartmentCapability | undefined {
    return this.departments(institution, day).find((row) => row.deptCode === deptCode);
  }

  /** Whether the department takes this diagnosis that day; one that names no ranges takes every one. */
  treats(institution: string, deptCode: string, icd10: string, day: string): boolean {
    const department = this.capability(institution, deptCode, day);
    const ranges = department?.icd10Ranges ?? [];
    return department !== undefined && (ranges.length === 0 || ranges.some((range) => inIcd10Range(icd10, range)));
  }

  departments(institution: string, day: string): DepartmentCapability[] {
    return (this.capabilities.get(institution) ?? []).filter((row) => holdsOn(row, day));
  }

  /** What the department is called there, today or when it last existed; by any other house where this one never had it. */
  departmentNamed(institution: string, deptCode: string): DepartmentCapability | undefined {
    const named = this.departmentsByCode.get(deptCode) ?? [];
    return named.findLast((row) => row.institution === institution) ?? named.at(-1);
  }

  /** Every institution that has the department that day, with what it can do. */
  withDepartment(deptCode: string, day: string): { institution: Institution; department: DepartmentCapability }[] {
    return (this.departmentsByCode.get(deptCode) ?? [])
      .filter((row) => holdsOn(row, day))
      .map((department) => ({ institution: this.institutions.get(department.institution) as Institution, department }));
  }

  /** Whether the basic medical insurance pays there that day; undefined where nobody has recorded a period. */
  isDesignated(institution: string, day: string): boolean | undefined {
    const { insuredFrom, insuredTo } = this.institutions.get(institution) ?? {};
    if (insuredFrom == null) return undefined;
    return holdsOn({ validFrom: insuredFrom, validTo: insuredTo ?? null }, day);
  }

  practitioner(id: string): Practitioner | undefined {
    return this.practitioners.get(id);
  }

  /** True where the practitioner is registered at the institution that day and has the right (domain §4.3). */
  hasRight(practitionerId: string, institution: string, right: Right, day: string): boolean {
    const row = this.practitioners.get(practitionerId);
    return row !== undefined && row.institution === institution && row.rights.includes(right) && holdsOn(row, day);
  }

  team(id: string): Team | undefined {
    return this.teams.get(id);
  }

  /** Teams of an institution that day. */
  teamsAt(institution: string, day: string): Team[] {
    return this.rows.teams.filter((row) => row.institution === institution && holdsOn(row, day));
  }

  /** Ids of the teams the practitioner belongs to that day. */
  teamsOf(practitionerId: string, day: string): string[] {
    return (this.teamsOfDoctor.get(practitionerId) ?? []).filter((row) => holdsOn(row, day)).map((row) => row.teamId);
  }

  /** Everybody of the practitioner's teams that day, he himself among them. */
  colleaguesOf(practitionerId: string, day: string): string[] {
    const teams = this.teamsOf(practitionerId, day);
    return this.rows.teamMembers
      .filter((row) => teams.includes(row.teamId) && holdsOn(row, day))
      .map((row) => row.practitionerId);
  }

  /** Minutes of travel; undefined where nobody has measured it. */
  travelMinutes(from: string, to: string): number | undefined {
    return from === to ? 0 : this.minutes.get(`${from}>${to}`);
  }

  /** Metres as the crow flies, where both locations are known. */
  metres(from: string, to: string): number | undefined {
    const [here, there] = [this.institutions.get(from), this.institutions.get(to)];
    return located(here) && located(there) ? metresBetween(here, there) : undefined;
  }

  /**
   * Somebody is licensed for the subject, and no primary institution of the county, not even for the first-level one it
   * is part of (EX08). A code that nobody's capability names proves nothing: it is a slip of the pen.
   */
  isSubjectAbovePrimary(deptCode: string, day: string): boolean {
    if (this.withDepartment(deptCode, day).length === 0) return false;
    return ![deptCode, deptCode.slice(0, 2)].some((code) =>
      this.withDepartment(code, day).some(({ institution }) => {
        return institution.county === this.county && isPrimary(institution.tier) && holdsOn(institution, day);
      }),
    );
  }

  /** A mass event that the county has declared for that day (EX10). */
  massEvent(id: string, day: string): MassEvent | undefined {
    return this.rows.massEvents.find((event) => event.id === id && holdsOn(event, day));
  }

  /** Editions of the benefit ladder of this county and of all above counties. */
  get ladders(): readonly BenefitLadder[] {
    return this.rows.ladders;
  }

  /** The tier at which the disease is to be seen first, if the catalogue names it (domain §3.1). */
  firstVisitTier(icd10: string, day: string): 1 | 2 | undefined {
    const category = icd10.slice(0, 3);
    return this.rows.catalogue.find((row) => holdsOn(row, day) && row.icd10From <= category && category <= row.icd10To)
      ?.tier;
  }

  /** The set of referral criteria in force that day (domain §9). */
  criteriaOn(day: string): CriteriaSet | undefined {
    return setInForce(this.rows.criteria ?? [], this.county, day);
  }
}

const located = (one: Institution | undefined): one is Institution & Location =>
  one?.latitudeMicro != null && one.longitudeMicro != null;
