import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Cipher } from '#service/crypto/cipher.js';
import { adviceContext } from '../criteria/advice/kept.js';
import type { InputValues } from '../criteria/expression/inputs.js';
import { categoryOf, leadingCode } from '../diagnosis/leading.js';
import type { Diagnosis } from '../referral/form/body.dto.js';
import { formContext, outcomeContext } from '../referral/road/commands.js';
import type { Limits } from './limits.js';
import type { Finding } from './signal.js';
import { type ReadyStay, readyStays, type StayPair, stayPairs } from './stay.store.js';

/** Signals about stays in hospital whose facts are sealed: opened here, and only codes and numbers leave. */
@Injectable()
export class Stays {
  constructor(private readonly cipher: Cipher) {}

  /** AN4: back in the same hospital within days, with the same three characters of the code. */
  async split(tx: EntityManager, county: string, now: Date, limits: Limits): Promise<Finding[]> {
    const pairs = await stayPairs(tx, county, now, limits.lookBackDays, limits.splitDays);
    return pairs.flatMap((pair): Finding[] => {
      const [before, after] = [this.outcomeCategory(pair.institution, pair.first), this.secondCategory(pair)];
      if (!before || before !== after) return [];
      const { first, second, institution } = pair;
      const evidence = {
        referrals: [first.id, second.id],
        leftAt: first.leftAt,
        admittedAt: second.admittedAt,
        icd3: before,
      };
      return [
        {
          code: 'AN4',
          key: `${first.id} ${second.id}`,
          institution,
          happenedAt: new Date(second.admittedAt),
          evidence,
        },
      ];
    });
  }

  /** AN9: longer than suggested, stable, with a fixed plan, and nobody has begun the way back. */
  async blocked(tx: EntityManager, county: string, now: Date, limits: Limits): Promise<Finding[]> {
    const stays = await readyStays(tx, county, now, limits.lookBackDays);
    return stays.flatMap((stay): Finding[] => {
      const { visitId, institution, practitioner, visitedAt } = stay;
      const { 'stay.days': spent, 'stay.suggestedDays': suggested } = this.inputOf(stay);
      if (typeof spent !== 'number' || typeof suggested !== 'number' || spent <= suggested) return [];
      const evidence = { visitId, visitedAt: visitedAt.toISOString(), days: spent, suggestedDays: suggested };
      return [{ code: 'AN9', key: visitId, institution, practitioner, happenedAt: visitedAt, evidence }];
    });
  }

  private inputOf({ institution, visitId, inputSealed }: ReadyStay): InputValues {
    return JSON.parse(
      this.cipher.decrypt(institution, adviceContext('encounter', visitId), inputSealed),
    ) as InputValues;
  }

  private outcomeCategory(institution: string, { id, outcomeSealed }: { id: string; outcomeSealed: string | null }) {
    if (!outcomeSealed) return undefined;
    const text = this.cipher.decrypt(institution, outcomeContext(id), outcomeSealed);
    return leadingCategory((JSON.parse(text) as { finalDiagnosis?: Diagnosis[] }).finalDiagnosis);
  }

  private secondCategory({ institution, second }: StayPair): string | undefined {
    const known = this.outcomeCategory(institution, second);
    if (known) return known;
    const text = this.cipher.decrypt(second.fromInstitution, formContext(second.id), second.formSealed);
    return leadingCategory(
      (JSON.parse(text) as { up?: { provisionalDiagnosis?: Diagnosis[] } }).up?.provisionalDiagnosis,
    );
  }
}

function leadingCategory(diagnoses?: readonly Diagnosis[]): string | undefined {
  const code = leadingCode(diagnoses);
  return code === null ? undefined : categoryOf(code);
}
