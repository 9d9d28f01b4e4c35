import type { ServerAddresses } from './own-servers.js';

/** What the global set-up of jest tells the specs: the servers of this test run and its folder. */
export interface TestRun extends ServerAddresses {
  readonly path: string;
}

/** @throws Error outside `npm test` */
export function testRun(): TestRun {
  const text = process.env.FENJI_TEST_SERVERS;
  if (!text) throw new Error('the servers of the test run are not there: start specs by `npm test -- <path>`');
  return JSON.parse(text) as TestRun;
}
