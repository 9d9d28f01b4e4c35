import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { freePort, isFree } from './ports.js';

describe('ports', () => {
  it('are below the range of outgoing connections and never given twice', async () => {
    const ports = await Promise.all(Array.from({ length: 50 }, () => freePort()));
    expect(new Set(ports).size).toBe(50);
    expect(Math.max(...ports)).toBeLessThan(32_768);
  });

  it('are not given when somebody listens there', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect(await isFree(port)).toBe(false);
    expect(await freePort(port)).not.toBe(port);
    server.close();
  });

  it('are the wished ones where they are free', async () => {
    const port = await freePort();
    expect(await isFree(port)).toBe(true);
    expect(await freePort(port)).not.toBe(port);
  });
});
