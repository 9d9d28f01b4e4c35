import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '#service/auth/principal.js';
import { localDate } from '#service/calendar/local-time.js';
import { Cipher } from '#service/crypto/cipher.js';
import { maskPhone } from '#service/crypto/mask.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { staleVersion } from '#service/problem/problem.js';
import { Policies } from '#service/rules/policies.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import type { QuietHours } from '../reach/quiet.js';
import { type Choice, NO_CHOICE } from '../reach/reach.js';
import { reachRules } from '../reach/reach-rules.js';
import { type AddressKind, contextOf, forgetAddress, readAddresses, saveAddress } from './address.store.js';
import type { NewPreferences, OwnChannel, PreferencesView } from './preference.dto.js';
import { readPreference, savePreference } from './preference.store.js';
import { reroute } from './reroute.js';

const KINDS: readonly AddressKind[] = ['phone', 'email', 'messenger'];

/** What a person has chosen for himself: channels, quiet hours, language, and where he is reached. */
@Injectable()
export class Preferences {
  constructor(
    private readonly database: Database,
    private readonly writes: Writes,
    private readonly policies: Policies,
    private readonly cipher: Cipher,
  ) {}

  async own(principal: Principal): Promise<Answer<PreferencesView>> {
    const rules = await this.policies.of(principal.county);
    return this.database.transaction(SYSTEM, (tx, now) =>
      this.answer(tx, principal, reachRules(rules, principal.county, localDate(now)).quiet),
    );
  }

  /**
   * Replaces the choices; they hold at once, also for what still waits to be sent.
   * @throws Problem 412 where the caller has read an older version
   */
  async change(write: Write, wish: NewPreferences): Promise<Answer<PreferencesView>> {
    const { principal, ifMatch } = write;
    const rules = await this.policies.of(principal.county);
    return this.writes.perform(
      write,
      async (tx, now) => {
        const known = await readPreference(tx, principal, 'lock');
        const version = known?.version ?? 0;
        if (ifMatch !== undefined && ifMatch !== version) throw staleVersion(version);
        const { quiet } = reachRules(rules, principal.county, localDate(now));
        const choice = choiceOf(wish);
        await savePreference(tx, principal, choice, now);
        for (const kind of KINDS) await this.keep(tx, principal, kind, wish[kind], now);
        await reroute(tx, principal, choice, quiet, now);
        return this.answer(tx, principal, quiet);
      },
      SYSTEM,
    );
  }

  /** `undefined` keeps what is there, `null` forgets it. */
  private async keep(
    tx: EntityManager,
    person: Principal,
    kind: AddressKind,
    text: string | null | undefined,
    now: Date,
  ) {
    if (text === undefined) return;
    if (text === null) return forgetAddress(tx, person, kind);
    const { institution, practitioner } = person;
    const sealed = this.cipher.encrypt(institution, contextOf(practitioner, kind), text);
    return saveAddress(tx, person, { kind, institution, sealed }, now);
  }

  private async answer(tx: EntityManager, person: Principal, quiet: QuietHours): Promise<Answer<PreferencesView>> {
    const { version, choice } = (await readPreference(tx, person)) ?? { version: 0, choice: NO_CHOICE };
    const addresses = (await readAddresses(tx, person)).map(({ kind, institution, sealed }) => {
      const opened = this.cipher.decrypt(institution, contextOf(person.practitioner, kind), sealed);
      return [kind, MASKS[kind](opened)] as const;
    });
    return { status: 200, version, body: { version, ...viewOf(choice, quiet), ...Object.fromEntries(addresses) } };
  }
}

const MASKS: Readonly<Record<AddressKind, (text: string) => string>> = {
  phone: maskPhone,
  email: (text) => `${text.slice(0, 1)}*****${text.slice(text.indexOf('@'))}`,
  messenger: (text) => `${text.slice(0, 1)}*****`,
};

function choiceOf({ language, digest, taskChannels, infoChannels, quietHours }: NewPreferences): Choice {
  return {
    ...{ language, digest },
    ...(taskChannels ? { task: [...new Set(taskChannels)] } : {}),
    ...(infoChannels ? { info: [...new Set(infoChannels)] } : {}),
    ...(quietHours ? { quiet: { from: quietHours.from, to: quietHours.to } } : {}),
  };
}

function viewOf({ language, digest, task, info, quiet }: Choice, usual: QuietHours) {
  return {
    ...{ language, digest, quietHours: { ...(quiet ?? usual) } },
    ...(task ? { taskChannels: task as OwnChannel[] } : {}),
    ...(info ? { infoChannels: info as OwnChannel[] } : {}),
  };
}
