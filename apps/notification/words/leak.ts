import type { Language } from '../delivery/delivery.js';
import { parse } from './fill.js';
import { PLACEHOLDERS, type Placeholder, type Template } from './template.js';

/** What each part of a template may be filled with; the parts are explained at {@link Template}. */
export const ALLOWED: Readonly<Record<keyof Template, readonly Placeholder[]>> = {
  // Seen on locked screens and in lists of e-mails: nothing that leads to one case.
  title: ['direction', 'rung', 'year'],
  // Read by whoever holds the phone: no department; the number of the referral says nothing by itself.
  sms: PLACEHOLDERS.filter((name) => name !== 'department' && name !== 'rule' && name !== 'kind'),
  // Read after signing in, or in an e-mail: revealing departments are never among the facts (`facts.ts`).
  text: PLACEHOLDERS,
};

/** Words that tell what somebody suffers from, or ask for what must not be written: never in what leaves the house. */
export const REVEALING_WORDS =
  /精神|心理|传染|感染|结核|艾滋|性病|梅毒|肝炎|肿瘤|癌|戒毒|诊断|病情|病史|症状|身份证号|手机号|psych|mental|infect|tubercul|\bTB\b|\bHIV\b|\bAIDS\b|venereal|hepatitis|tumou?r|cancer|oncolog|addict|diagnos|symptom|ID number|phone number/i;

type Element = ReturnType<ReturnType<typeof parse>['getAst']>[number];

/** The names that an ICU message is filled with, those inside its branches included. */
export function placeholdersOf(text: string, language: Language): string[] {
  const namesOf = (element: Element): string[] => {
    // 0 is literal text, 7 the number of a plural.
    if (element.type === 0 || element.type === 7 || !('value' in element)) return [];
    const branches = 'options' in element ? Object.values(element.options).flatMap((branch) => branch.value) : [];
    return [element.value, ...branches.flatMap(namesOf)];
  };
  return [...new Set(parse(text, language).getAst().flatMap(namesOf))].sort();
}

/** Every way in which a template could tell more than it may; none for a good one. */
export function leaksOf(template: Template): string[] {
  const parts = Object.entries(template) as [keyof Template, Template['title']][];
  return parts.flatMap(([part, { zh, en }]) =>
    (
      [
        ['zh', zh],
        ['en', en],
      ] as const
    ).flatMap(([language, text]) => [
      ...placeholdersOf(text, language)
        .filter((name) => !(ALLOWED[part] as readonly string[]).includes(name))
        .map((name) => `${part} ${language}: {${name}} may not stand here`),
      ...(REVEALING_WORDS.test(text)
        ? [`${part} ${language}: "${REVEALING_WORDS.exec(text)?.[0]}" reveals too much`]
        : []),
    ]),
  );
}
