import { useQuery } from '@tanstack/react-query';
import { URGENCY_CLASSES } from '../../../libs/contracts/codes';
import { api, read, readVersioned, type Schema, type Versioned } from '../api/client';
import { useSession } from '../session/session';
import { countyNow } from '../time/clock';
import { readBack } from './came-back';
import { allowedBy, blank, carriedOver, joined, type Values } from './values';

/** Age below which a guardian consents, years (V12); the API has the last word. */
const GUARDIAN_BELOW = 14;
const YEAR = 31_557_600_000;

/** What a form of the patient is to begin with, as the address and the screen before it say. */
export interface Wanted {
  readonly patientId: string;
  /** The draft that is gone on with: it says everything else itself. */
  readonly draft: string | undefined;
  readonly visit: string | undefined;
  readonly approval: string | undefined;
  readonly parent: string | undefined;
  readonly urgencyClass: Values['urgencyClass'];
  readonly findings: Values['findings'];
}

/** What a form begins with. */
export interface Beginning {
  readonly values: Values;
  /** The draft as it is stored; a new form has none yet. */
  readonly stored?: Versioned<Schema<'DraftDetail'>>;
  /** What the doctor is to know of where the first words come from, or do not. */
  readonly notice?: 'visitUnread' | 'backUnread' | 'cameBack';
}

/** Reads the address of a form. */
export function wantedBy(patientId: string, search: URLSearchParams, findings: Values['findings']): Wanted {
  const said = (name: string) => search.get(name) ?? undefined;
  return {
    patientId,
    draft: said('draft'),
    visit: said('visit'),
    approval: said('approval'),
    parent: said('parent'),
    urgencyClass: URGENCY_CLASSES.find((one) => one === said('class')),
    findings,
  };
}

/**
 * Finds what a form begins with, once: nothing that happens later puts it under the hand that types.
 * @param round goes up when the reader wants to begin again with what another window has written
 */
export function useBeginning(wanted: Wanted, round: number) {
  const { roles } = useSession();
  const { patientId, draft, visit, approval, parent } = wanted;
  return useQuery({
    queryKey: ['drafts', 'beginning', patientId, draft, visit, approval, parent, round],
    staleTime: 'static',
    gcTime: 0,
    queryFn: ({ signal }) => (draft ? goneOnWith(draft, signal) : anew(wanted, roles, signal)),
  });
}

async function goneOnWith(draft: string, signal: AbortSignal): Promise<Beginning> {
  const stored = await readVersioned(api.GET('/v1/referral-drafts/{id}', { params: { path: { id: draft } }, signal }));
  return { values: stored.body.form, stored };
}

async function anew(wanted: Wanted, roles: readonly string[], signal: AbortSignal): Promise<Beginning> {
  const { patientId, visit, approval, parent, urgencyClass, findings } = wanted;
  const [patient, seen, back, allowed] = await Promise.all([
    patientOf(patientId, signal).catch(unread),
    visit ? visitOf(visit, signal).catch(unread) : undefined,
    parent ? readBack(parent, signal) : undefined,
    approval ? approvalOf(approval, signal) : undefined,
  ]);
  const now = countyNow();
  const first = blank({
    patientId,
    roles,
    now,
    urgencyClass,
    parentReferralId: parent,
    isMinor: patient !== undefined && now - Date.parse(patient.birthDate) < GUARDIAN_BELOW * YEAR,
  });
  const found = visit ? carriedOver(seen ?? { id: visit }, findings) : {};
  return {
    values: [back ?? {}, found, allowed ? allowedBy(allowed) : {}].reduce<Values>(joined, first),
    ...noticeOf({ isVisitUnread: visit !== undefined && seen === undefined, parent, isBack: back !== undefined }),
  };
}

interface Found {
  readonly isVisitUnread: boolean;
  readonly parent: string | undefined;
  readonly isBack: boolean;
}

function noticeOf({ isVisitUnread, parent, isBack }: Found): Pick<Beginning, 'notice'> {
  if (isVisitUnread) return { notice: 'visitUnread' };
  return parent ? { notice: isBack ? 'cameBack' : 'backUnread' } : {};
}

const patientOf = (id: string, signal: AbortSignal) =>
  read(api.GET('/v1/patients/{id}', { params: { path: { id } }, signal }));

const visitOf = (id: string, signal: AbortSignal) =>
  read(api.GET('/v1/visits/{id}', { params: { path: { id } }, signal }));

const approvalOf = (id: string, signal: AbortSignal) =>
  read(api.GET('/v1/network-approvals/{id}', { params: { path: { id } }, signal }));

/** Nobody waits for what cannot be read, least of all an emergency: the form begins without it. */
const unread = (): undefined => undefined;
