import { Attempts } from './attempts';

describe('attempts', () => {
  it('stay the same for what is sent again, whatever was tried in between', () => {
    const attempts = new Attempts();
    const first = attempts.of({ text: 'a' });
    expect(attempts.of({ text: 'b' }).key).not.toBe(first.key);
    expect(attempts.of({ text: 'a' })).toEqual(first);
    expect(attempts.of(undefined)).toEqual(attempts.of(undefined));
  });

  it('are new once the act has succeeded', () => {
    const attempts = new Attempts();
    const first = attempts.of({ text: 'a' });
    attempts.forget();
    expect(attempts.of({ text: 'a' }).key).not.toBe(first.key);
  });
});
