import { Injectable } from '@nestjs/common';
import type { Claimed } from '../delivery/attempt.js';
import type { Found } from './found.js';
import { PatientAddresses } from './patient-addresses.js';
import { StaffAddresses } from './staff-addresses.js';

/** Finds addresses at the moment of sending; they live in memory only, and no log knows them. */
@Injectable()
export class Addresses {
  constructor(
    private readonly patients: PatientAddresses,
    private readonly staff: StaffAddresses,
  ) {}

  /** One answer for each delivery, in their order. */
  async find(deliveries: readonly Claimed[]): Promise<Found[]> {
    const ofPatients = deliveries.filter(({ patientOf }) => patientOf);
    const ofStaff = deliveries.filter(({ patientOf }) => !patientOf);
    const [patients, staff] = await Promise.all([this.patients.find(ofPatients), this.staff.find(ofStaff)]);
    return deliveries.map((delivery) => (delivery.patientOf ? patients.shift()! : staff.shift()!));
  }
}
