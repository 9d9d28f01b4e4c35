import { type Notice, viewOf } from './notice.js';
import { PLACEHOLDERS } from './template.js';
import { TEMPLATES, type TemplateCode } from './templates.js';

const NOTICE: Omit<Notice, 'template'> = {
  id: '0198f0c0-0000-7000-8000-000000000001',
  audience: 'desk:990101:990101H01',
  seq: 1,
  event: 'referral.offered',
  urgency: 'task',
  referralNo: 'R1',
  facts: {
    direction: 'up',
    urgencyClass: 'U3',
    department: '03.04',
    startsAt: '2026-03-06T01:00:00.000Z',
    until: '2026-03-05T17:30:00.000Z',
    place: 'Room 305',
  },
  occurredAt: '2026-03-05T00:00:00.000Z',
};

const placeholders = (text: string) => [...text.matchAll(/\{([a-z]+)\}/g)].map(([, name]) => name).sort();

describe('notice texts', () => {
  it.each(Object.keys(TEMPLATES) as TemplateCode[])('%s says the same in both languages', (code) => {
    const { title, text } = TEMPLATES[code];
    expect(placeholders(title.zh)).toEqual(placeholders(title.en));
    expect(placeholders(text.zh)).toEqual(placeholders(text.en));
    expect(PLACEHOLDERS).toEqual(expect.arrayContaining([...placeholders(title.zh), ...placeholders(text.zh)]));
  });

  it('cannot be filled with a person or with clinical text', () => {
    expect(PLACEHOLDERS.filter((name) => /name|patient|phone|diagnos|reason|text/i.test(name))).toEqual([]);
  });

  it('shows times as local time', () => {
    const { text, title } = viewOf({ ...NOTICE, template: 'offered' });
    expect(title.en).toBe('A unit is held for a referral');
    expect(text.en).toBe('R1 (U3, cardiology): 2026-03-06 09:00 Room 305, held until 2026-03-06 01:30. Please answer.');
    expect(text.zh).toBe('R1（U3，心血管内科）：2026-03-06 09:00 Room 305，占号保留至 2026-03-06 01:30，请审核答复。');
  });

  it('never shows what a client must not see of the table', () => {
    expect(Object.keys(viewOf({ ...NOTICE, template: 'held' }))).not.toEqual(
      expect.arrayContaining(['audience', 'seq']),
    );
  });

  it('names no department that reveals a diagnosis', () => {
    const { text } = viewOf({ ...NOTICE, facts: { ...NOTICE.facts, department: '15.01' }, template: 'submitted' });
    expect(text.zh).toContain('专科');
  });
});
