import { randomUUID } from 'node:crypto';
import { type OwnBrowser, openBrowser } from '../../scripts/browser/browser.js';
import { comeIn, type Language, type Person, signIn } from '../../scripts/browser/person.js';
import type { Kind } from '../../scripts/launch/chromium.js';
import { Progress } from '../../scripts/launch/progress.js';
import { testRun } from '../system/run.js';
import { noteProcesses } from '../system/strays.js';
import { type System, type SystemOptions, startSystem } from '../system/system.js';
import { keepEvidenceOf } from './evidence.js';

/** A whole Fenji, a browser, and whoever sits before it: what a browser spec starts in `beforeAll`. */
export class Room {
  private readonly people: Person[] = [];

  private constructor(
    readonly system: System,
    readonly own: OwnBrowser,
  ) {
    keepEvidenceOf(this.people);
  }

  static async open({ chromium, ...options }: SystemOptions & { chromium?: Kind } = {}): Promise<Room> {
    const note = noteProcesses(testRun().path, `browser-${randomUUID().slice(0, 8)}`);
    const own = await openBrowser(new Progress(), note, chromium);
    try {
      return new Room(await startSystem(options), own);
    } catch (error) {
      await own.close();
      throw error;
    }
  }

  /** Signs somebody in, in a browser context of his own. */
  async person(account: string, language: Language = 'zh'): Promise<Person> {
    const person = await comeIn(this.own.browser, account, language);
    this.people.push(person);
    await signIn(person, this.system.baseUrl);
    return person;
  }

  /** What anybody's page complained of that nobody expected; a spec ends with `expect(room.complaints()).toEqual([])`. */
  complaints(): string[] {
    return this.people.flatMap(({ account, watch }) => watch.complaints().map((line) => `${account}: ${line}`));
  }

  /** The person goes: his context and all that it holds. */
  async leave(person: Person): Promise<void> {
    await person.context.close();
  }

  async close(): Promise<void> {
    await this.own.close();
    await this.system.stop();
  }
}
