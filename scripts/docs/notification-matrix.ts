import { APPROVAL_PLAN } from '../../apps/notification/notice/approval.js';
import { ITEM_PLAN } from '../../apps/notification/notice/item.js';
import { LADDER, PLAN } from '../../apps/notification/notice/matrix.js';
import type { PlanRow } from '../../apps/notification/notice/plan.js';
import { ADVICE_PLAN } from '../../apps/notification/notice/teleconsultation.js';
import { WAYS } from '../../apps/notification/notice/ways.js';
import { TEMPLATES } from '../../apps/notification/words/templates.js';

const URGENCY: Readonly<Record<PlanRow['weight'], string>> = { task: 'task', info: 'news' };

/** Who is told what on which channel, from the table that the service runs. */
export function notificationMatrix(): string {
  const ofLadder = Object.entries(LADDER).map(([rung, rows]): [string, readonly PlanRow<string>[]] => [
    `referral.overdue, rung ${rung}`,
    rows,
  ]);
  const tables: [string, readonly PlanRow<string>[]][] = [
    ...Object.entries(PLAN),
    ...ofLadder,
    ...Object.entries(ADVICE_PLAN),
    ...Object.entries(APPROVAL_PLAN),
    ...Object.entries(ITEM_PLAN),
  ];
  const lines = tables.flatMap(([event, rows]) => rows.map((row, n) => line(n === 0 ? nameOf(event) : '', row)));
  return `<!-- Written by "npm run docs" from apps/notification/notice/matrix.ts; do not edit. -->
# Who is told what

One line for each event and recipient. A *task* waits for somebody's act, *news* does not; a task of class U1 or U2 is urgent.
What a channel, a post, a duty roster and quiet hours are: [notification.md](notification.md).

| Event | To | Only if | What | 内容 | Weight | Channels |
|---|---|---|---|---|---|---|
${lines.join('\n')}
`;
}

const nameOf = (event: string): string => event.replace(/\.v\d+$/, '');

function line(event: string, { to, template, weight, ways, only }: PlanRow<string>): string {
  const { title } = TEMPLATES[template];
  const cells = [event, to, only ?? '', title.en, title.zh, URGENCY[weight], WAYS[ways].name.en];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
