import { Injectable } from '@nestjs/common';
import type { ServiceName } from '#contracts/codes.js';
import { DoorEnv } from '../env.js';

const PATIENCE_MILLISECONDS = 1_500;

export interface DoorReadiness {
  ready: boolean;
  services: Record<ServiceName, 'up' | 'down'>;
}

/** The services behind the door. */
@Injectable()
export class Services {
  readonly addresses: Readonly<Record<ServiceName, URL>>;
  private shuttingDown = false;

  constructor(env: DoorEnv) {
    this.addresses = {
      referral: new URL(env.REFERRAL_URL),
      reservation: new URL(env.RESERVATION_URL),
      notification: new URL(env.NOTIFICATION_URL),
    };
  }

  /** From now on not ready. */
  startShutdown(): void {
    this.shuttingDown = true;
  }

  /** Ready when every service is: a door to half a house would take referrals that nobody hears of. */
  async readiness(): Promise<DoorReadiness> {
    const [referral, reservation, notification] = await Promise.all([
      this.state('referral'),
      this.state('reservation'),
      this.state('notification'),
    ]);
    const services = { referral, reservation, notification };
    const ready = !this.shuttingDown && Object.values(services).every((state) => state === 'up');
    return { ready, services };
  }

  private async state(service: ServiceName): Promise<'up' | 'down'> {
    try {
      const url = new URL('/health/ready', this.addresses[service]);
      const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) });
      await answer.arrayBuffer();
      return answer.ok ? 'up' : 'down';
    } catch {
      return 'down';
    }
  }
}
