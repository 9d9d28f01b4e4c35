import { readSettings } from './settings.js';

describe('settings of npm start', () => {
  it('are a demo with servers of its own when nothing is set', () => {
    expect(readSettings({})).toEqual({
      port: 8080,
      demo: true,
      audience: 'fenji',
      scale: 'small',
      secondFactorRoles: 'platform-admin',
    });
  });

  it('are no demo on a database of the user', () => {
    const env = { DATABASE_URL: 'postgres://db', OIDC_ISSUER: 'https://login.example', OIDC_AUDIENCE: 'county' };
    expect(readSettings(env)).toMatchObject({ demo: false, databaseUrl: 'postgres://db', audience: 'county' });
  });

  it('are a demo there when the user says so', () => {
    expect(readSettings({ DATABASE_URL: 'postgres://db', FENJI_DEMO: '1' }).demo).toBe(true);
  });

  it.each([
    [{ DATABASE_URL: 'postgres://db' }, /OIDC_ISSUER/],
    [{ OIDC_ISSUER: 'https://login.example' }, /OIDC_AUDIENCE/],
    [{ PORT: 'http' }, /PORT/],
    [{ PORT: '70000' }, /PORT/],
  ])('say what is missing or wrong: %j', (env, message) => {
    expect(() => readSettings(env)).toThrow(message);
  });
});
