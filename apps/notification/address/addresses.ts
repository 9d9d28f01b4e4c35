import { Injectable } from '@nestjs/common';
import type { Claimed } from '../delivery/attempt.js';
import { EndpointAddresses } from './endpoint-addresses.js';
import type { Found } from './found.js';
import { PatientAddresses } from './patient-addresses.js';
import { StaffAddresses } from './staff-addresses.js';

/** Finds addresses at the moment of sending; they live in memory only, and no log knows them. */
@Injectable()
export class Addresses {
  constructor(
    private readonly patients: PatientAddresses,
    private readonly staff: StaffAddresses,
    private readonly endpoints: EndpointAddresses,
  ) {}

  /** One answer for each delivery, in their order. */
  async find(deliveries: readonly Claimed[]): Promise<Found[]> {
    const books = [this.patients, this.endpoints, this.staff];
    const answers = books.map(async (book) => book.find(deliveries.filter((one) => books[bookOf(one)] === book)));
    const found = await Promise.all(answers);
    return deliveries.map((delivery) => found[bookOf(delivery)]!.shift()!);
  }

  /** Parts of an address that will never work again: browsers that are gone. */
  forget(delivery: Claimed, gone: readonly string[]): Promise<void> {
    return this.endpoints.forget(delivery, gone);
  }
}

/** Patients are asked for elsewhere; systems and browsers have told of themselves; everybody else is staff. */
function bookOf({ patientOf, channel }: Claimed): 0 | 1 | 2 {
  if (patientOf) return 0;
  return channel === 'webhook' || channel === 'push' ? 1 : 2;
}
