import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { LISTENERS } from '../live/listeners';
import type { Role } from '../session/session';
import { TRACERS } from '../trace/tracers';

/** One screen: where it stands, who sees it in the menu, and what it loads. Who may do what is decided by the API alone. */
export interface Screen {
  /** Also its name in `shell/words.ts` when it stands in the menu. */
  readonly name: string;
  readonly path: string;
  readonly page: LazyExoticComponent<ComponentType>;
  /** Roles that find it in the menu, in this order of screens. */
  readonly menuOf?: readonly Role[];
}

const REFERRERS = ['family-doctor', 'primary-doctor', 'team-member', 'referral-clerk'] as const satisfies Role[];
const RECEIVERS = ['referral-desk', 'hospital-doctor', 'department-head', 'medical-affairs'] as const satisfies Role[];
const ARRIVALS = ['arrival-desk', 'ward-nurse', ...RECEIVERS] as const satisfies Role[];
/** Who reads counts of the county, and no case (domain §2.2). */
const COUNTERS = [...TRACERS, 'insurance-authority', 'regulator'] as const satisfies Role[];
/** Whoever may be told something. */
const EVERYBODY = [
  ...REFERRERS,
  ...ARRIVALS,
  ...TRACERS,
  'roster-manager',
  'bed-manager',
  'elder-care-staff',
  'prehospital-staff',
  'insurance-authority',
] as const satisfies Role[];

/** All screens, in the order of the menu. */
export const SCREENS: readonly Screen[] = [
  { name: 'day', path: '/day', menuOf: REFERRERS, page: lazy(() => import('../day/day.page')) },
  { name: 'worklist', path: '/worklist', menuOf: RECEIVERS, page: lazy(() => import('../worklist/worklist.page')) },
  { name: 'glance', path: '/glance', menuOf: COUNTERS, page: lazy(() => import('../glance/glance.page')) },
  { name: 'inbox', path: '/inbox', menuOf: LISTENERS, page: lazy(() => import('../inbox/inbox.page')) },
  { name: 'patients', path: '/patients', menuOf: REFERRERS, page: lazy(() => import('../patient/patients.page')) },
  { name: 'patient', path: '/patients/:id', page: lazy(() => import('../patient/patient.page')) },
  { name: 'visit', path: '/patients/:id/visit', page: lazy(() => import('../visit/visit.page')) },
  { name: 'refer', path: '/patients/:id/refer', page: lazy(() => import('../refer/refer.page')) },
  { name: 'hand-back', path: '/patients/:id/hand-back', page: lazy(() => import('../hand-back/hand-back.page')) },
  {
    name: 'referrals',
    path: '/referrals',
    menuOf: [...REFERRERS, ...RECEIVERS, 'prehospital-staff'],
    page: lazy(() => import('../referral/referrals.page')),
  },
  { name: 'referral', path: '/referrals/:id', page: lazy(() => import('../referral/referral.page')) },
  { name: 'returning', path: '/returning', menuOf: REFERRERS, page: lazy(() => import('../returning/returning.page')) },
  {
    name: 'follow-ups',
    path: '/follow-ups',
    menuOf: REFERRERS,
    page: lazy(() => import('../follow-up/follow-ups.page')),
  },
  {
    name: 'questions',
    path: '/questions',
    menuOf: ['family-doctor', 'primary-doctor', 'hospital-doctor', 'department-head'],
    page: lazy(() => import('../question/questions.page')),
  },
  { name: 'question', path: '/questions/:id', page: lazy(() => import('../question/question.page')) },
  {
    name: 'approvals',
    path: '/approvals',
    menuOf: [
      'family-doctor',
      'primary-doctor',
      'hospital-doctor',
      'referral-desk',
      'medical-affairs',
      'consortium-office',
    ],
    page: lazy(() => import('../approval/approvals.page')),
  },
  { name: 'slots', path: '/slots', menuOf: REFERRERS, page: lazy(() => import('../slot/slots.page')) },
  {
    name: 'releases',
    path: '/releases',
    menuOf: ['family-doctor', 'referral-desk', 'department-head', 'medical-affairs', 'roster-manager', 'bed-manager'],
    page: lazy(() => import('../release/releases.page')),
  },
  { name: 'arrivals', path: '/arrivals', menuOf: ARRIVALS, page: lazy(() => import('../arrival/arrivals.page')) },
  {
    name: 'rosters',
    path: '/rosters',
    menuOf: [...RECEIVERS, 'roster-manager', 'bed-manager'],
    page: lazy(() => import('../roster/rosters.page')),
  },
  {
    name: 'beds',
    path: '/beds',
    menuOf: [...RECEIVERS, 'bed-manager', 'ward-nurse'],
    page: lazy(() => import('../bed/beds.page')),
  },
  { name: 'reserve', path: '/reserve', menuOf: COUNTERS, page: lazy(() => import('../reserve/reserve.page')) },
  { name: 'stuck', path: '/stuck', menuOf: TRACERS, page: lazy(() => import('../stuck/stuck.page')) },
  {
    name: 'anomalies',
    path: '/anomalies',
    menuOf: ['county-health-authority', 'insurance-authority', 'medical-affairs'],
    page: lazy(() => import('../anomaly/anomalies.page')),
  },
  { name: 'flows', path: '/flows', menuOf: COUNTERS, page: lazy(() => import('../flow/flows.page')) },
  { name: 'traces', path: '/traces', menuOf: TRACERS, page: lazy(() => import('../trace/traces.page')) },
  { name: 'trace', path: '/traces/:id', page: lazy(() => import('../trace/trace.page')) },
  {
    name: 'network',
    path: '/network',
    menuOf: [...COUNTERS, 'platform-admin'],
    page: lazy(() => import('../network/network.page')),
  },
  {
    name: 'policies',
    path: '/policies',
    menuOf: [...COUNTERS, 'platform-admin'],
    page: lazy(() => import('../policy/policies.page')),
  },
  {
    name: 'ladders',
    path: '/ladders',
    menuOf: [...TRACERS, 'medical-affairs'],
    page: lazy(() => import('../ladder/ladders.page')),
  },
  {
    name: 'criteria',
    path: '/criteria',
    menuOf: ['county-health-authority', 'medical-affairs'],
    page: lazy(() => import('../criteria/criteria.page')),
  },
  {
    name: 'voids',
    path: '/voids',
    menuOf: ['consortium-office', 'medical-affairs'],
    page: lazy(() => import('../void/voids.page')),
  },
  {
    name: 'imports',
    path: '/imports',
    menuOf: ['county-health-authority', 'consortium-office', 'medical-affairs', 'roster-manager'],
    page: lazy(() => import('../import/imports.page')),
  },
  {
    name: 'undelivered',
    path: '/undelivered',
    menuOf: [
      'county-health-authority',
      'consortium-office',
      'medical-affairs',
      'referral-desk',
      'family-doctor',
      'primary-doctor',
      'platform-admin',
    ],
    page: lazy(() => import('../undelivered/undelivered.page')),
  },
  {
    name: 'preferences',
    path: '/preferences',
    menuOf: EVERYBODY,
    page: lazy(() => import('../preference/preferences.page')),
  },
];

/** The screens in the menu of somebody with these roles. */
export function menuOf(roles: readonly Role[]): Screen[] {
  return SCREENS.filter(({ menuOf }) => menuOf?.some((role) => roles.includes(role)));
}
