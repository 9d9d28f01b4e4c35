import { words } from '#contracts/code-words.js';
import { wallClock } from '../calendar/local-time.js';
import type { Language } from './column.js';
import type { Directory, Named } from './directory.js';

export type WordKind = keyof typeof words.zh;
type Words = Readonly<Record<string, string>>;

/** Says codes, houses and times in one language; what has no name keeps its code. */
export class Say {
  constructor(
    readonly language: Language,
    private readonly directory: Directory,
  ) {}

  word(kind: WordKind, code: string | undefined): string | undefined {
    return this.of(words[this.language][kind], code);
  }

  /** A code by words of its own. */
  of(known: Words, code: string | undefined): string | undefined {
    return code === undefined ? undefined : (known[code] ?? code);
  }

  institution(code: string | undefined): string | undefined {
    return code === undefined ? undefined : this.named(this.directory.institution(code), code);
  }

  /** A department, an exam, the beds of a class. */
  group(institution: string | undefined, code: string | undefined): string | undefined {
    if (code === undefined || institution === undefined) return code;
    return this.named(this.directory.group(institution, code), code);
  }

  /** "2026-03-06 09:00" by the clock on the wall: the header says the zone. */
  time(instant: string | undefined): string | undefined {
    return instant === undefined
      ? undefined
      : wallClock(new Date(instant)).toISOString().slice(0, 16).replace('T', ' ');
  }

  yesNo(value: boolean | undefined): string | undefined {
    if (value === undefined) return undefined;
    return this.language === 'en' ? (value ? 'yes' : 'no') : value ? '是' : '否';
  }

  private named(found: Named | undefined, code: string): string {
    return (this.language === 'en' ? found?.nameEn || found?.name : found?.name) ?? code;
  }
}
