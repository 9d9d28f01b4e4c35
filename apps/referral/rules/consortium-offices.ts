import { Injectable } from '@nestjs/common';
import type { Principal } from '#service/auth/principal.js';
import { ConsortiumOffices } from '#service/rules/policy-board.js';
import { Networks } from '../network/networks.js';

/** The office of a consortium sits at its lead institution; the authority rules all consortia of its county (domain §2.2). */
@Injectable()
export class LeadOffices extends ConsortiumOffices {
  constructor(private readonly networks: Networks) {
    super();
  }

  async speaksFor({ county, institution, roles }: Principal, consortium: string, day: string): Promise<boolean> {
    const network = await this.networks.of(county);
    const lead = network.leadOf(consortium, day);
    if (roles.includes('county-health-authority')) return lead !== undefined;
    return roles.includes('consortium-office') && lead === institution;
  }
}
