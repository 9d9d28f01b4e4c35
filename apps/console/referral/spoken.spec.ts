import { spokenOf } from './spoken';

const event = (name: string, note?: string) => ({ event: name, detail: {}, ...(note ? { note } : {}) });

describe('what the two sides have said', () => {
  const events = [event('submitted'), event('returned', 'ECG?'), event('resubmitted', 'Normal.')];

  it('stands before whoever decides, the answer above its question', () => {
    expect(spokenOf(events, 'submitted').map(({ note }) => note)).toEqual(['Normal.', 'ECG?']);
  });

  it('no longer counts once it is decided', () => {
    expect(spokenOf(events, 'confirmed')).toEqual([]);
  });

  it('leaves out a step without a word, and keeps questions by code', () => {
    const asked = { event: 'returned', detail: { questions: ['results'] } };
    expect(spokenOf([event('contact-failed'), asked], 'returned')).toEqual([asked]);
    expect(spokenOf([event('contact-failed')], 'confirmed')).toEqual([]);
  });
});
