import { Injectable } from '@nestjs/common';
import { Database, SYSTEM } from '#service/database/database.js';
import type { Network } from './network.js';
import { loadNetwork, readNetworkVersion } from './network.store.js';

/** A change of the network is seen by every process within this time. */
const LOOK_AGAIN_MILLISECONDS = 2_000;

interface Known {
  network: Network;
  lookedAt: number;
}

/** The networks of the counties, held in memory and read again only after their version row has changed. */
@Injectable()
export class Networks {
  private readonly known = new Map<string, Known>();
  private readonly looking = new Map<string, Promise<Network>>();

  constructor(private readonly database: Database) {}

  /** The county's network, at most two seconds old; callers that come while it is being read share that read. */
  async of(county: string): Promise<Network> {
    const known = this.known.get(county);
    if (known && performance.now() - known.lookedAt < LOOK_AGAIN_MILLISECONDS) return known.network;
    const looking = this.looking.get(county) ?? this.look(county, known?.network);
    this.looking.set(county, looking);
    return looking;
  }

  private async look(county: string, old: Network | undefined): Promise<Network> {
    try {
      const network = await this.database.transaction(SYSTEM, async (tx) => {
        const version = await readNetworkVersion(tx);
        return old?.version === version ? old : loadNetwork(tx, county, version);
      });
      this.known.set(county, { network, lookedAt: performance.now() });
      return network;
    } finally {
      this.looking.delete(county);
    }
  }
}
