import { CHANNELS, LANGUAGES } from '../delivery/delivery.js';
import { type Notice, viewOf } from '../notice/notice.js';
import { compose } from './compose.js';
import { leaksOf, placeholdersOf, REVEALING_WORDS } from './leak.js';
import { PLACEHOLDERS, type Template, template, words } from './template.js';
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

const CODES = Object.keys(TEMPLATES) as TemplateCode[];

describe('notice texts', () => {
  it.each(CODES)('%s says the same in both languages', (code) => {
    const { title, text, sms }: Template = TEMPLATES[code];
    for (const part of [title, text, ...(sms ? [sms] : [])]) {
      expect(placeholdersOf(part.zh, 'zh')).toEqual(placeholdersOf(part.en, 'en'));
      expect(PLACEHOLDERS).toEqual(expect.arrayContaining(placeholdersOf(part.zh, 'zh')));
    }
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

  it.each([
    [1, '1 unused reserved unit of 2 sessions was released.'],
    [1_600, '1,600 unused reserved units of 2 sessions were released.'],
  ])('counts %i as people do', (units, sentence) => {
    const { text } = viewOf({ ...NOTICE, template: 'reserve-released', facts: { pool: 'exam', sessions: 2, units } });
    expect(text.en).toBe(`Exams: ${sentence}`);
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

describe('what leaves the house', () => {
  it.each(CODES)('%s cannot leak', (code) => {
    expect(leaksOf(TEMPLATES[code])).toEqual([]);
  });

  it.each<[string, Template, string]>([
    [
      'a department in an SMS',
      template(words('a', 'a'), words('b', 'b'), words('{department}', '{department}')),
      'sms',
    ],
    ['the number in a subject', template(words('{no}', '{no}'), words('b', 'b')), 'title'],
    [
      'the number inside a branch of a subject',
      template(words('{rung, select, L5 {} other {{no}}}', '{rung, select, L5 {} other {{no}}}'), words('b', 'b')),
      'title',
    ],
    ['a name', template(words('a', 'a'), words('{patientName}', '{patientName}')), 'text'],
    ['a diagnosis', template(words('a', 'a'), words('诊断已更新', 'the diagnosis has changed')), 'text'],
    ['a revealing department', template(words('精神科来信', 'News from psychiatry'), words('b', 'b')), 'title'],
  ])('a template with %s is refused', (_, leaky, part) => {
    const leaks = leaksOf(leaky);
    expect(leaks).toHaveLength(2);
    expect(leaks.every((leak) => leak.startsWith(part))).toBe(true);
  });

  const HOSTILE: Notice = {
    ...NOTICE,
    template: 'submitted',
    facts: { ...NOTICE.facts, department: '15.01', reason: 'diagnosis-unclear', rule: 'I2', kind: 'contracts' },
  };

  it.each(CODES)('%s reveals nothing on any channel, whatever department it is about', (code) => {
    for (const channel of CHANNELS) {
      for (const language of LANGUAGES) {
        const { subject, text } = compose({ ...HOSTILE, template: code }, channel, language);
        expect(`${subject} ${text}`).not.toMatch(REVEALING_WORDS);
        expect(`${subject} ${text}`).not.toMatch(/undefined|null|\{|\}|15\.01/);
        expect(subject).not.toContain('R1');
      }
    }
  });

  it('tells the patient place, time, what to bring and how to prepare', () => {
    const facts = { ...NOTICE.facts, preparation: 'fasting' } as const;
    const notice: Notice = { ...NOTICE, facts, template: 'patient-confirmed' };
    expect(compose(notice, 'sms', 'zh', { hospital: '示范县人民医院' }).text).toBe(
      '您的预约已确认：2026-03-06 09:00 示范县人民医院 Room 305。请带身份证、医保卡和以往检查资料。请空腹，时长以医生告知为准。编号 R1；如需改期请联系您的家庭医生。',
    );
    const { place: _, ...elsewhere } = facts;
    expect(compose({ ...notice, facts: elsewhere }, 'sms', 'en').text).toBe(
      'Your booking is confirmed: 2026-03-06 09:00, ask for the place at the information desk. Bring your identity card, insurance card and earlier results. Come with an empty stomach; your doctor says how long. No. R1; to change it, call your family doctor.',
    );
  });

  it('says in words what rows have changed, and of no referral that it has none', () => {
    const changed = {
      ...NOTICE,
      template: 'network-changed' as const,
      facts: { kind: 'consortium-members', units: 3 },
    };
    expect(viewOf(changed).text).toMatchObject({
      zh: '医共体成员：3 条资料已变更，请核对。',
      en: expect.stringMatching(/^Members of/),
    });
    const { referralNo: _, ...news } = NOTICE;
    expect(viewOf({ ...news, template: 'delivery-dead' }).text.zh).toMatch(/^一条通知/);
    expect(viewOf({ ...NOTICE, template: 'delivery-dead' }).text.zh).toMatch(/^R1 的一条通知/);
  });

  it('asks staff to sign in where an SMS must not say more', () => {
    expect(compose({ ...NOTICE, template: 'submitted' }, 'sms', 'zh').text).toBe(
      '新的上转单（R1），请登录分级诊疗平台查看。',
    );
    const { referralNo: _, ...news } = NOTICE;
    expect(compose({ ...news, template: 'pool-frozen' }, 'sms', 'en').text).toBe(
      'Sale stopped: the books of the reserve do not agree. Please sign in to read it.',
    );
  });
});
