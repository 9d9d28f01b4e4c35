import type { Account } from '../demo/county/accounts.js';
import type { People } from './people.js';

const ADULT_YEARS = 18;

/** Patients of each family doctor's team, each referred once. */
export class Patients {
  private readonly waiting = new Map<string, { left: string[]; next: string | undefined }>();

  constructor(
    private readonly people: People,
    /** Business date by which the patients are adults: a child needs a guardian's consent. */
    private readonly day: string,
  ) {}

  /** @throws Error where the doctor has no further patient */
  async oneOf(doctor: Account): Promise<string> {
    const page = this.waiting.get(doctor.account) ?? { left: [], next: '' };
    this.waiting.set(doctor.account, page);
    while (page.left.length === 0) {
      if (page.next === undefined) throw new Error(`${doctor.account} has no further patient.`);
      const { left, next } = await this.read(doctor, page.next);
      page.left.push(...left);
      page.next = next;
    }
    return page.left.shift()!;
  }

  private async read(doctor: Account, cursor: string): Promise<{ left: string[]; next: string | undefined }> {
    const api = await this.people.as(doctor);
    const after = cursor && `&cursor=${encodeURIComponent(cursor)}`;
    const path = `/v1/patients?contract=mine&openReferral=false&limit=100${after}`;
    const { body } = await api.read<{ items: { id: string; birthDate: string }[]; next?: string }>(path);
    const bornBefore = `${Number(this.day.slice(0, 4)) - ADULT_YEARS}${this.day.slice(4)}`;
    return { left: body.items.filter(({ birthDate }) => birthDate < bornBefore).map(({ id }) => id), next: body.next };
  }
}
