import { isListed } from '../demo/county/accounts.js';
import type { DemoAccount } from './accounts.js';

/** Which accounts stand together, in this order. */
const GROUPS = [
  {
    title: '基层 · Primary care',
    roles: [
      'primary-doctor',
      'family-doctor',
      'team-member',
      'referral-clerk',
      'elder-care-staff',
      'prehospital-staff',
    ],
  },
  { title: '管理部门 · Authorities', roles: ['county-health-authority', 'insurance-authority', 'consortium-office'] },
  { title: '医院 · Hospitals', roles: undefined },
];

const STYLE = `
  body { font: 16px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; margin: 0 auto; max-width: 64rem; padding: 1.5rem; color: #1f1f1f; }
  h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.1rem; margin: 1.5rem 0 .5rem; }
  .demo { background: #fff7e6; border: 1px solid #ad6800; border-radius: 6px; padding: .5rem 1rem; }
  .accounts { display: grid; gap: .5rem; grid-template-columns: repeat(auto-fill, minmax(18rem, 1fr)); }
  button { font: inherit; text-align: left; padding: .5rem .75rem; border: 1px solid #767676; border-radius: 6px; background: #fff; cursor: pointer; color: inherit; }
  button:hover { border-color: #0958d9; } :focus-visible { outline: 3px solid #0958d9; outline-offset: 2px; }
  button small { display: block; color: #595959; } input { font: inherit; padding: .35rem .5rem; border: 1px solid #767676; border-radius: 6px; }`;

/** Accounts that a person may choose: those that are listed, without the machines. */
export function choosable(account: DemoAccount): boolean {
  return isListed(account.account) && !account.roles.includes('his-adapter');
}

/** The page on which one click signs in; without scripts. */
export function signInPage(address: string, accounts: Iterable<DemoAccount>, filter: string): string {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = [...accounts]
    .filter(choosable)
    .filter(({ account, zh, en }) => words.every((word) => `${account} ${zh} ${en}`.toLowerCase().includes(word)));
  return `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>分级 Fenji · 演示登录 Demo sign-in</title><style>${STYLE}</style></head>
<body><main>
<h1>分级 Fenji · 演示登录 <span lang="en">Demo sign-in</span></h1>
<p class="demo">演示环境：点击一个账号即可登录，无需密码。人员和机构均为虚构。<br>
<span lang="en">Demonstration only: one click signs in, without a password. People and institutions are made up.</span></p>
<form method="get" action="${escaped(address)}" role="search"><label>筛选 <span lang="en">Filter</span>
<input name="filter" type="search" value="${escaped(filter)}" autocomplete="off"></label> <button>筛选 Filter</button></form>
<form method="post" action="${escaped(address)}">
${sections(shown) || '<p>没有符合的账号。 <span lang="en">No account fits.</span></p>'}
</form></main></body></html>`;
}

function sections(accounts: DemoAccount[]): string {
  const membersOf = (code: string) => accounts.filter(({ county }) => county === code).length;
  const counties = [...new Set(accounts.map(({ county }) => county))].sort((a, b) => membersOf(b) - membersOf(a));
  return counties
    .flatMap((county) => GROUPS.map(({ title }) => ({ county, title })))
    .map(({ county, title }) => ({
      title: `${title} (${county})`,
      members: accounts.filter((account) => account.county === county && groupOf(account) === title),
    }))
    .filter(({ members }) => members.length > 0)
    .map(
      ({ title, members }) =>
        `<h2>${escaped(title)}</h2>\n<div class="accounts">${members.map(button).join('\n')}</div>`,
    )
    .join('\n');
}

function groupOf({ roles }: DemoAccount): string | undefined {
  return GROUPS.find((group) => group.roles?.some((role) => roles.includes(role)) ?? true)?.title;
}

function button({ account, zh, en }: DemoAccount): string {
  const small = `<small lang="en">${escaped(en)} · ${escaped(account)}</small>`;
  return `<button name="account" value="${escaped(account)}">${escaped(zh)}${small}</button>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
