import type { Account } from '../county/accounts.js';
import { inBeijing } from '../running/moves.js';
import type { Notice } from './stream.js';

/** Tells the story on the terminal, each line in Chinese and in English. */
export class Voice {
  private steps = 0;
  private readonly crowds = new Set<string>();

  constructor(private readonly now: () => Date) {}

  chapter(zh: string, en: string): void {
    console.log(`\n== ${zh} · ${en}`);
  }

  introduce({ account, zh, en }: Account): void {
    console.log(`    ${account.padEnd(18)} ${zh} · ${en}`);
  }

  /** A person acts. */
  step(account: string, zh: string, en: string): void {
    this.steps += 1;
    this.crowds.clear();
    console.log(`\n${String(this.steps).padStart(2)}. [${inBeijing(this.now()).slice(0, 16)}] ${account}`);
    console.log(`    ${zh}\n    ${en}`);
  }

  /** What came of it. */
  result(text: string): void {
    console.log(`    → ${text}`);
  }

  /** A notice reached a user's live stream. Notices on the supply of the county come in crowds: one stands for all. */
  heard(account: string, { event, referralId, title }: Notice): void {
    if (!referralId && this.crowds.has(account + event)) return;
    if (!referralId) this.crowds.add(account + event);
    console.log(`      ((•)) ${account}: ${event} — ${title.zh} · ${title.en}`);
  }
}

/** A referral in one line: number, state, version, unit, deadline. */
export function summary(view: {
  readonly referralNo: string;
  readonly state: string;
  readonly version: number;
  readonly to: { readonly institution: string };
  readonly unit?: {
    readonly startsAt: string;
    readonly place: string;
    readonly fromReserve: boolean;
    readonly holdUntil?: string;
  };
  readonly dueAt?: string;
}): string {
  const { referralNo, state, version, to, unit, dueAt } = view;
  const time = (iso: string) => inBeijing(new Date(iso)).slice(0, 16);
  return [
    `${referralNo} ${state} v${version} → ${to.institution}`,
    unit && `${time(unit.startsAt)} ${unit.place}${unit.fromReserve ? ' (预留 protected)' : ''}`,
    unit?.holdUntil && `保留至 held until ${time(unit.holdUntil)}`,
    dueAt && `截止 due ${time(dueAt)}`,
  ]
    .filter(Boolean)
    .join(' | ');
}
