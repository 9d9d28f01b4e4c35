import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { recordAccess } from '#service/audit/access-log.js';
import type { Principal } from '#service/auth/principal.js';
import { Cipher } from '#service/crypto/cipher.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { openText } from '../patient/identity.js';
import type { FormContent } from '../referral/form/content.js';
import { formContext } from '../referral/road/commands.js';
import type { AddressAnswer, AddressQuestion, AnsweredAddress, WantedAddress } from './address.dto.js';
import { type AddressRow, findAddresses } from './address.store.js';

/** A house whose very name tells what somebody suffers from is not named in an SMS (domain §10). */
const REVEALING =
  /精神|心理|康宁|传染|结核|麻风|皮肤|性病|肿瘤|戒毒|艾滋|psych|mental|infect|tubercul|lepro|dermat|cancer|oncolog|addict/i;

/** Answers notification, at the moment of sending, where to reach a patient; each answer is noted with its notice. */
@Injectable()
export class Addresses {
  constructor(
    private readonly database: Database,
    private readonly cipher: Cipher,
  ) {}

  find({ wanted }: AddressQuestion): Promise<AddressAnswer> {
    return this.database.transaction(SYSTEM, async (tx, now) => {
      const rows = await findAddresses(tx, wanted);
      const addresses: AnsweredAddress[] = [];
      for (const [i, row] of rows.entries()) {
        const question = wanted[i]!;
        const answer = this.answer(question, row);
        if (answer.phone) await note(tx, question, row, now);
        addresses.push(answer);
      }
      return { addresses };
    });
  }

  private answer(question: WantedAddress, row: AddressRow): AnsweredAddress {
    if (row.died) return { withheld: 'patient-died' };
    if (row.void) return { withheld: 'referral-void' };
    const phone = question.whose === 'contact' ? this.contactOf(question, row) : this.patientsOwn(row);
    const { hospital, hospitalEn } = row;
    const isNamed = hospital && hospitalEn && !REVEALING.test(`${hospital} ${hospitalEn}`);
    return { ...(phone ? { phone } : {}), ...(isNamed ? { hospital: { zh: hospital, en: hospitalEn } } : {}) };
  }

  private patientsOwn({ patientId, sealedBy, phoneSealed }: AddressRow): string | undefined {
    if (!patientId || !sealedBy || !phoneSealed) return undefined;
    return openText(this.cipher, { id: patientId, sealedBy }, 'phone', phoneSealed) || undefined;
  }

  /** Whoever shares the patient's telephone is told by what the patient gets. */
  private contactOf({ referralId }: WantedAddress, row: AddressRow): string | undefined {
    const { fromInstitution, formSealed } = row;
    if (!referralId || !fromInstitution || !formSealed) return undefined;
    const form = JSON.parse(this.cipher.decrypt(fromInstitution, formContext(referralId), formSealed)) as FormContent;
    const phone = form.contact?.phone;
    return phone === this.patientsOwn(row) ? undefined : phone;
  }
}

/** The reader is a machine: it has an account, and neither a house nor a role. */
function note(tx: EntityManager, { county, noticeId }: WantedAddress, row: AddressRow, at: Date): Promise<void> {
  const reader: Principal = {
    account: 'service:notification',
    practitioner: '-',
    institution: row.institution ?? '-',
    county,
    roles: [],
    departments: [],
    expiresAt: at,
  };
  const purpose = `notify:${noticeId}`;
  return recordAccess(tx, reader, { subject: 'patient', subjectId: row.patientId ?? noticeId, purpose, at });
}
