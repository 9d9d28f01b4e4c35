import { SIGHTS } from './sights.js';

/** The page that shows every picture beside its twin. */
export function album(): string {
  const rows = SIGHTS.map(({ name, account, zh, en }) => {
    const picture = (language: string) => `![${en}, ${language}](${name}.${language}.png)`;
    return `## ${zh} · ${en}\n\n\`${account}\`\n\n| 中文 | English |\n| --- | --- |\n| ${picture('zh')} | ${picture('en')} |\n`;
  });
  return [
    '# The screens of the console',
    '',
    'Made by `npm run screens` from the demo county: people, institutions and numbers are made up.',
    '',
    ...rows,
  ].join('\n');
}
