import { aDraft, defaultTerms } from '../../../../test/referral/a-referral.js';
import { enter, move, SYSTEM_ACTOR } from '../road/road.js';
import { eventView } from './event.view.js';

const NOW = new Date('2026-03-06T02:00:00Z');
const doctor = { code: 'V', id: 'doctor', role: 'hospital-doctor', institution: 'H01' } as const;
const open = (institution: string, version: number, sealed: string) => `${institution} ${version} ${sealed}`;

function entryBy(who: Parameters<typeof move>[1]['who'], detail?: Record<string, unknown>) {
  const step = { event: 'redirected', transition: 'T15', who, noteSealed: 'sealed', ...(detail ? { detail } : {}) };
  return move(enter(aDraft(NOW)), step, defaultTerms(NOW)).entries[0]!;
}

describe('the note of a step', () => {
  it('opens with the key of who acted', () => {
    expect(eventView(entryBy(doctor), open).note).toBe('H01 1 sealed');
  });

  it('opens with the key of who rejected, where the system carries the rejection out', () => {
    const by = { role: doctor.role, institution: doctor.institution };
    expect(eventView(entryBy(SYSTEM_ACTOR, { by }), open).note).toBe('H01 1 sealed');
  });

  it('stays closed for who may not read it', () => {
    expect(eventView(entryBy(doctor), undefined)).not.toHaveProperty('note');
  });
});
