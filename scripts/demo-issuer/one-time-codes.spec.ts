import { generateSync } from 'otplib';
import { OneTimeCodes } from './one-time-codes.js';

const WHO = 'platform-admin';
const STEP = 30;

describe('one-time codes of the demo accounts', () => {
  let now: number;
  let codes: OneTimeCodes;
  /** What an authenticator shows, `steps` half minutes from now. */
  const shown = (steps: number) =>
    generateSync({ secret: codes.secretOf(WHO), epoch: now + steps * STEP, algorithm: 'sha256' });
  const wrong = () => (shown(0) === '000000' ? '111111' : '000000');

  beforeEach(() => {
    now = 1_795_400_000;
    codes = new OneTimeCodes('secret of the demo', () => now);
  });

  it.each([-1, 0, 1])('takes the code of the half minute %s', (steps) => {
    expect(codes.take(WHO, shown(steps))).toBe(true);
  });

  it.each([-2, 2])('takes none of the half minute %s', (steps) => {
    expect(codes.take(WHO, shown(steps))).toBe(false);
  });

  it('takes each once, and none older than one it took', () => {
    const [before, one] = [shown(-1), shown(0)];
    expect([one, one, before].map((code) => codes.take(WHO, code))).toEqual([true, false, false]);
    expect(codes.take(WHO, shown(1))).toBe(true);
  });

  it.each(['', '12345', '1234567', '12345x', ' 123456', '１２３４５６'])('takes no %j', (code) => {
    expect(codes.take(WHO, code)).toBe(false);
  });

  it('shows a code that it takes, until all of the window are used', () => {
    for (const taken of [true, true]) expect(codes.take(WHO, codes.nextOf(WHO)!)).toBe(taken);
    expect(codes.nextOf(WHO)).toBeUndefined();
    now += STEP;
    expect(codes.take(WHO, codes.nextOf(WHO)!)).toBe(true);
  });

  it('lets two mistakes pass, then makes everybody wait, and longer each time', () => {
    const tries = [codes.take(WHO, wrong()), codes.take(WHO, wrong()), codes.take(WHO, wrong())];
    expect(tries).toEqual([false, false, false]);
    expect(codes.take(WHO, shown(0))).toBe(false);
    now += 2;
    expect(codes.take(WHO, wrong())).toBe(false);
    now += 3;
    expect(codes.take(WHO, shown(0))).toBe(false);
    now += 1;
    expect(codes.take(WHO, shown(0))).toBe(true);
  });

  it('is closed for a quarter of an hour after five, for this account alone, and then begins anew', () => {
    for (const wait of [0, 0, 2, 4, 0]) {
      codes.take(WHO, wrong());
      now += wait;
    }
    now += 899;
    expect(codes.take(WHO, shown(0))).toBe(false);
    expect(codes.take('another', codes.nextOf('another')!)).toBe(true);
    now += 1;
    expect(codes.take(WHO, wrong())).toBe(false);
    expect(codes.take(WHO, shown(0))).toBe(true);
  });

  it('forgets mistakes after a success', () => {
    for (const code of [wrong(), wrong(), shown(0), wrong(), wrong()]) codes.take(WHO, code);
    expect(codes.take(WHO, shown(1))).toBe(true);
  });

  it('gives every account its own secret, the same after a restart, in a form that authenticators read', () => {
    expect(codes.secretOf(WHO)).toBe(new OneTimeCodes('secret of the demo').secretOf(WHO));
    expect(codes.secretOf('another')).not.toBe(codes.secretOf(WHO));
    const uri = new URL(codes.addressOf(WHO));
    expect(uri.protocol).toBe('otpauth:');
    expect(Object.fromEntries(uri.searchParams)).toMatchObject({ secret: codes.secretOf(WHO), algorithm: 'SHA256' });
  });
});
