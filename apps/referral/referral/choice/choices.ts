import { Injectable } from '@nestjs/common';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { Database } from '#service/database/database.js';
import { validationFailed } from '#service/http/validation.js';
import { notFound } from '#service/problem/problem.js';
import { Networks } from '../../network/networks.js';
import { route } from '../../routing/route.js';
import { readOutlooks } from '../../routing/supply.js';
import { termsFor } from '../road/situation.js';
import { findReferral } from '../store/referral.store.js';
import type { ChoiceView } from './choice.dto.js';
import { meaningOf } from './choice.js';

/** The patient's own choice, before it is confirmed (domain §8.3, T15 by P). */
@Injectable()
export class Choices {
  constructor(
    private readonly networks: Networks,
    private readonly database: Database,
  ) {}

  /** @throws Problem 404 for a referral the caller may not see, 400 for an institution outside of all networks */
  async preview(caller: Principal, id: string, institution: string): Promise<ChoiceView> {
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const row = await findReferral(tx, caller, id);
      if (!row) throw notFound();
      const network = await this.networks.of(row.county);
      const to = network.institution(institution);
      if (!to || to.code === row.fromInstitution) throw unknown();
      const { request } = row.explanation;
      const explanation = route(network, request, now, await readOutlooks(tx, network, request, now));
      return meaningOf({ row, network, terms: termsFor(row, network, now) }, to, explanation);
    });
  }
}

const unknown = () =>
  validationFailed([
    { field: 'institution', code: 'unknown', message: 'There is no such other institution in the network.' },
  ]);
