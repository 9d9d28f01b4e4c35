import { unitView } from '../reading/view.js';
import type { OpenReferral } from '../store/referral.store.js';
import type { DraftView } from './draft.dto.js';
import { liveUnit, type StoredDraft } from './draft.js';

/** A draft without its form. @param open the referral that would refuse its submission (V07) */
export function draftView(draft: StoredDraft, now: Date, open?: OpenReferral): DraftView {
  const unit = liveUnit(draft, now);
  const { options, refusal, pending } = draft;
  return {
    id: draft.id,
    version: draft.version,
    patientId: draft.patientId,
    ...(unit ? { hold: unitView(unit, draft.holdUntil) } : {}),
    ...(pending ? { pending: pending.request } : {}),
    ...(refusal ? { refusal } : {}),
    ...(options && options.length > 0 ? { options } : {}),
    ...(open ? { openReferral: open } : {}),
    owner: { institution: draft.institution, role: draft.role, practitioner: draft.practitioner },
    dueAt: draft.expiresAt.toISOString(),
    createdAt: draft.createdAt.toISOString(),
    updatedAt: draft.updatedAt.toISOString(),
  };
}
