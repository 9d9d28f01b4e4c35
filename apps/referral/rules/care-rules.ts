import type { Place } from '#service/rules/policy.js';
import { Rules } from '#service/rules/rules.js';

/** The policy rows that referral applies. */
export class CareRules extends Rules {
  /** T06: the department has delegated its decisions to the referral desk (`decide.delegatedToDesk`, domain §2.2). */
  deskDecides(deptCode: string, place: Place, day: string): boolean {
    const own = this.value(`decide.delegatedToDesk.${deptCode}`, place, day);
    return (own ?? this.flag('decide.delegatedToDesk', place, day)) === true;
  }
}
