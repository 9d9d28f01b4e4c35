import { SERVICES } from '#contracts/codes.js';
import { freePort } from './ports.js';
import type { Program } from './program.js';
import type { House, HttpPort } from './services.js';
import type { Supervisor } from './supervisor.js';

/** How many choices of ports are tried before the fault is told. */
const CHOICES = 3;

/**
 * Starts the services and the front door, all of them or none. A port may be taken between its choice and its use, on a
 * first start half a minute later: then they begin again on others. The front door's own address is known to people and
 * to the issuer, and stays.
 * @param programsOf called again with the house on other ports
 * @param say prints a line for people
 * @returns the house on the ports on which it serves
 */
export async function runServices(
  supervisor: Supervisor,
  house: House,
  programsOf: (house: House) => Promise<readonly Program[]> | readonly Program[],
  say: (line: string) => void = () => undefined,
): Promise<House> {
  for (let choice = 1, at = house; ; choice += 1, at = await onOtherPorts(at)) {
    try {
      await supervisor.run(await programsOf(at));
      return at;
    } catch (error) {
      if (choice === CHOICES || !(error as Error).message.includes('EADDRINUSE')) throw error;
      say('  Another program took one of the ports meanwhile: trying others');
    }
  }
}

async function onOtherPorts(house: House): Promise<House> {
  return {
    ...house,
    http: { ...house.http, ...(await portsFor(SERVICES)) },
    metrics: { ...house.metrics, ...(await portsFor([...SERVICES, 'door'])) },
  };
}

async function portsFor(names: readonly HttpPort[]): Promise<Partial<Record<HttpPort, number>>> {
  const entries: [HttpPort, number][] = [];
  for (const name of names) entries.push([name, await freePort()]);
  return Object.fromEntries(entries);
}
