import { storyOf } from './story';

const event = (version: number, at: string) =>
  ({
    version,
    event: 'submitted',
    from: 'draft',
    to: 'submitted',
    actor: { id: 'x', role: 'system', institution: 'system' },
    at,
    ruleSetVersion: '1',
    detail: {},
    hash: '',
  }) as const;

describe('the story of a referral', () => {
  it('puts events, alerts, notes and reveals in the order of time', () => {
    const lines = storyOf({
      events: [event(1, '2026-03-06T01:00:00Z'), event(2, '2026-03-06T05:00:00Z')],
      alerts: [
        {
          dueKind: 'decide',
          dueAt: '2026-03-06T02:00:00Z',
          rung: 'L1',
          repeat: 0,
          owner: { role: 'referral-desk', county: '990101', institution: 'H01' },
          at: '2026-03-06T03:00:00Z',
          noted: { at: '2026-03-06T03:30:00Z', role: 'department-head', institution: 'H01' },
        },
      ],
      reveals: [
        {
          id: 'x',
          purpose: 'audit',
          reason: 'Random audit 7',
          by: 'authority',
          at: '2026-03-06T04:00:00Z',
          until: '2026-03-06T04:30:00Z',
        },
      ],
    });
    expect(lines.map(({ kind }) => kind)).toEqual(['event', 'alert', 'noted', 'reveal', 'event']);
    expect(new Set(lines.map(({ key }) => key)).size).toBe(5);
  });
});
