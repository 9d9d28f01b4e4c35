import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataFolder } from './folder.js';
import { NodeProgram } from './node-program.js';
import { freePort } from './ports.js';
import { runServices } from './run-services.js';
import { addressOf, type House } from './services.js';
import { Supervisor } from './supervisor.js';

const LISTEN = `require('node:http').createServer((_, answer) => answer.end()).listen(Number(process.env.PORT), '127.0.0.1')`;

/** Someone who listens where a service was about to. */
async function squatter(): Promise<{ port: number; server: Server }> {
  const port = await freePort();
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  return { port, server };
}

describe('starting the services', () => {
  const path = mkdtempSync(join(tmpdir(), 'fenji-run-'));
  const file = join(path, 'listen.cjs');
  const folder = DataFolder.open(path);
  const supervisor = new Supervisor(() => undefined);
  let taken: { port: number; server: Server };
  let house: House;

  /** A service that says nothing but that it is there. */
  const programOf = (name: string, port: number) =>
    new NodeProgram(name, file, { ...process.env, PORT: String(port) }, addressOf(port), folder);

  beforeAll(async () => {
    writeFileSync(file, LISTEN);
    taken = await squatter();
    const [referral, door] = [await freePort(), await freePort()];
    house = { http: { referral, door }, metrics: { door: taken.port } } as unknown as House;
  });

  afterAll(async () => {
    await supervisor.stop();
    taken.server.close();
    rmSync(path, { recursive: true });
  });

  it('begins again on other ports where one was taken, and leaves the address of the door', async () => {
    const served = await runServices(supervisor, house, ({ http, metrics }) => [
      programOf('referral', http.referral),
      programOf('door-metrics', metrics.door),
    ]);
    expect(served.metrics.door).not.toBe(taken.port);
    expect((await fetch(addressOf(served.metrics.door))).status).toBe(200);
    expect((await fetch(addressOf(served.http.referral))).status).toBe(200);
    expect(served.http.door).toBe(house.http.door);
    // The first choice is left to nobody.
    await expect(fetch(addressOf(house.http.referral))).rejects.toThrow('fetch failed');
    expect(Object.keys(supervisor.marks())).toEqual(['referral', 'door-metrics']);
  });

  it('tells the fault where no choice helps', async () => {
    const run = runServices(supervisor, house, () => [programOf('issuer', taken.port)]);
    await expect(run).rejects.toThrow(/issuer does not start.*EADDRINUSE/s);
    expect(Object.keys(supervisor.marks())).toEqual(['referral', 'door-metrics']);
  });
});
