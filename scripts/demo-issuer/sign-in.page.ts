import { isListed } from '../demo/county/accounts.js';
import type { DemoAccount } from './accounts.js';
import { escaped, page } from './page.js';

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
  {
    title: '管理部门 · Authorities',
    roles: ['county-health-authority', 'insurance-authority', 'regulator', 'consortium-office', 'platform-admin'],
  },
  { title: '医院 · Hospitals', roles: undefined },
];

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
  return page(
    { zh: '演示登录', en: 'Demo sign-in' },
    `<p class="demo">演示环境：点击一个账号即可登录，无需密码；个别账号另需验证码，页面会给出。人员和机构均为虚构。<br>
<span lang="en">Demonstration only: one click signs in, without a password; some accounts also need a code, which the page shows. People and institutions are made up.</span></p>
<form method="get" action="${escaped(address)}" role="search"><label>筛选 <span lang="en">Filter</span>
<input name="filter" type="search" value="${escaped(filter)}" autocomplete="off"></label> <button>筛选 Filter</button></form>
<form method="post" action="${escaped(address)}">
${sections(shown) || '<p>没有符合的账号。 <span lang="en">No account fits.</span></p>'}
</form>`,
  );
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
