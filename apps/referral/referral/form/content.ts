import { createHash } from 'node:crypto';
import type { Marks } from '../store/referral.row.js';
import type { SubmitReferral } from './referral.dto.js';

/** What of a form is sealed: everything that a person wrote about the patient (V14, domain §14). */
export interface FormContent
  extends Pick<
    SubmitReferral,
    | 'previousEncounterNo'
    | 'consent'
    | 'contact'
    | 'coverage'
    | 'evidence'
    | 'transport'
    | 'teleconsultationId'
    | 'ehrSnapshotRef'
    | 'attachments'
    | 'repeats'
    | 'up'
    | 'down'
    | 'findings'
    | 'overrule'
  > {}

export function contentOf(form: SubmitReferral): FormContent {
  const { previousEncounterNo, consent, contact, coverage, transport, teleconsultationId } = form;
  const { ehrSnapshotRef, attachments, repeats, evidence, up, down, findings, overrule } = form;
  const head = { previousEncounterNo, consent, contact, coverage, transport, teleconsultationId };
  return { ...head, ehrSnapshotRef, attachments, repeats, evidence, up, down, findings, overrule };
}

/**
 * The signature of a form: SHA-256 over who signed, when, and the very text that is sealed. Whoever opens the form can
 * make it again; one changed letter gives another one.
 */
export function signatureOf(practitioner: string, signedAt: string, content: string): string {
  return createHash('sha256').update(`${practitioner}\n${signedAt}\n${content}`).digest('hex');
}

/** The codes of the head that stand beside the sealed form: for lists, routing and reservation. */
export function marksOf(form: SubmitReferral): Marks {
  const { greenChannel, criticalCentre, up, repeats, urgencyClass } = form;
  return {
    ...(greenChannel || urgencyClass === 'U1' ? { greenChannel: true } : {}),
    ...(criticalCentre ? { criticalCentre } : {}),
    ...(up?.infectious?.suspected ? { isolation: true } : {}),
    ...(repeats?.length ? { repeats: repeats.map(({ item, reason }) => ({ item, reason })) } : {}),
  };
}
