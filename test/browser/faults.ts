import type { Page, Route } from 'playwright-core';

/** What screens read; the live stream and the county's clock stay as they are. */
const READS = /\/v1\/(?!stream|clock)/;

/** What happens to reads on their way, one after the other: they hang, a service is down, and then nothing is there. */
export class Faults {
  private waiting: Route[] = [];
  private mode: 'slow' | 'down' | 'empty' = 'slow';

  /** From now on no read of the page is answered. */
  static async on(page: Page): Promise<Faults> {
    const faults = new Faults();
    await page.route(READS, (route) => faults.meet(route));
    return faults;
  }

  /** Every read is refused, as when a service is down; those that hang first. */
  async goDown(): Promise<void> {
    this.mode = 'down';
    await this.letGo();
  }

  /** The services answer, and every list is empty. */
  async comeBackEmpty(): Promise<void> {
    this.mode = 'empty';
    await this.letGo();
  }

  private async letGo(): Promise<void> {
    const held = this.waiting;
    this.waiting = [];
    await Promise.all(held.map((route) => this.meet(route)));
  }

  private async meet(route: Route): Promise<void> {
    if (route.request().method() !== 'GET') return route.fallback();
    if (this.mode === 'slow') return void this.waiting.push(route);
    // A read that was given up meanwhile needs no answer.
    return (this.mode === 'down' ? refuse(route) : empty(route)).catch(() => undefined);
  }
}

async function refuse(route: Route): Promise<void> {
  const json = { type: 'about:blank', title: 'Service Unavailable', status: 503, code: 'UNAVAILABLE', detail: '' };
  await route.fulfill({ status: 503, contentType: 'application/problem+json', json });
}

/** What the service says, without the members of any list. */
async function empty(route: Route): Promise<void> {
  const response = await route.fetch();
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  const bare = Object.entries(body).map(([name, value]) => [name, Array.isArray(value) ? [] : value]);
  await route.fulfill({ response, json: { ...Object.fromEntries(bare), next: undefined } });
}
