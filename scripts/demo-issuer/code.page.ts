import { create } from 'qrcode';
import type { DemoAccount } from './accounts.js';
import type { OneTimeCodes } from './one-time-codes.js';
import { escaped, page } from './page.js';

/** Always the same words: they tell nobody whether a code was wrong, used, or came too soon after others. */
const WRONG = `<p class="wrong" role="alert">验证码未被接受：可能有误、已用过，或尝试过于频繁。请稍候，用新的验证码再试。<br>
<span lang="en">The code was not accepted: it may be wrong or used, or there were too many tries. Wait a little and try a new one.</span></p>`;
const AGAIN_SECONDS = 5;

/** Where the account's one-time code is asked for. The demo shows it, and the secret for an authenticator. */
export function codePage(
  address: string,
  account: DemoAccount,
  codes: OneTimeCodes,
  { wrong }: { readonly wrong: boolean },
): string {
  const next = codes.nextOf(account.account);
  return page(
    { zh: '第二重验证', en: 'Second factor', ...(next === undefined && !wrong ? { again: AGAIN_SECONDS } : {}) },
    `<p>${escaped(account.zh)}<br><span lang="en">${escaped(account.en)}</span></p>
${wrong ? WRONG : ''}
<form method="post" action="${escaped(address)}"><input type="hidden" name="account" value="${escaped(account.account)}">
<p><label>身份验证器上的 6 位验证码 <span lang="en">Six digits from your authenticator</span><br>
<input name="code" value="${next ?? ''}" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9]{6}" maxlength="6" required></label>
<button>验证 Verify</button></p></form>
${demo(account.account, codes, next)}
<p><a href="${escaped(address)}?filter=">换一个账号 <span lang="en">Another account</span></a></p>`,
  );
}

function demo(account: string, codes: OneTimeCodes, next: string | undefined): string {
  return `<div class="demo"><p>演示环境：${next ? `现在可用的验证码是 <code>${next}</code>，已填好，点击“验证”即可` : '验证码刚被用过，新的验证码最多半分钟后出现'}。也可扫码加入身份验证器（SHA-256）。<br>
<span lang="en">Demonstration only: ${next ? 'the code that is good now is filled in' : 'the codes have just been used, a new one comes within half a minute'}. Or scan it into an authenticator (SHA-256).</span></p>
${qr(codes.addressOf(account))}
<p>密钥 <span lang="en">Secret</span> <code>${codes.secretOf(account)}</code></p></div>`;
}

function qr(text: string): string {
  const { size, data } = create(text, { errorCorrectionLevel: 'L' }).modules;
  const squares = [...data].flatMap((dark, at) => (dark ? [`M${at % size} ${Math.floor(at / size)}h1v1h-1z`] : []));
  return `<svg viewBox="-4 -4 ${size + 8} ${size + 8}" role="img" aria-label="otpauth QR"><path d="${squares.join('')}"/></svg>`;
}
