import { returnPath } from './return-path.js';

const DOOR = 'https://fenji.example.cn';

describe('the address after a sign-in', () => {
  it.each(['/', '/worklist', '/referrals?state=submitted&cursor=x', '/patients/1/refer?draft=2'])(
    'keeps %s',
    (path) => {
      expect(returnPath(path, DOOR)).toBe(path);
    },
  );

  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/%0d%0aLocation:%20x\r\n',
    '/..//evil.example',
    '/./\\evil.example',
    'javascript:alert(1)',
    'worklist',
    '',
    '/session/begin',
    '/v1/referrals',
    undefined,
    ['/a', '/b'],
    `/${'x'.repeat(1_001)}`,
  ])('makes the first page of %j', (path) => {
    expect(returnPath(path, DOOR)).toBe('/');
  });
});
