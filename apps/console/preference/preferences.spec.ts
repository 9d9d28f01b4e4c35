import { enteredOf, type Preferences, wishOf } from './preferences';

const known: Preferences = {
  version: 0,
  language: 'zh',
  digest: 'at-once',
  quietHours: { from: '21:00', to: '07:00' },
  phone: '139****0000',
};

describe('what a person chooses', () => {
  it('stays the plan where nothing was changed', () => {
    expect(wishOf(enteredOf(known), known)).toEqual({ language: 'zh', digest: 'at-once' });
  });

  it('keeps an address that is left empty, and forgets one on demand', () => {
    const entered = { ...enteredOf(known), email: ' a@b.example ', forget: ['phone' as const] };
    expect(wishOf(entered, known)).toEqual({ language: 'zh', digest: 'at-once', email: 'a@b.example', phone: null });
  });

  it('may be the inbox alone, and own hours', () => {
    const entered = { ...enteredOf(known), tasks: 'own' as const, from: '22:00' };
    expect(wishOf(entered, known)).toMatchObject({ taskChannels: [], quietHours: { from: '22:00', to: '07:00' } });
  });
});
