import { createHash, createHmac } from 'node:crypto';

/** Request signatures of the two large Chinese clouds, as their documents describe them. */

export interface CloudKey {
  readonly id: string;
  readonly secret: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** RFC 3986, as both clouds count characters. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

export function queryOf(values: Readonly<Record<string, string>>): string {
  return Object.keys(values)
    .sort()
    .map((name) => `${encode(name)}=${encode(values[name]!)}`)
    .join('&');
}

/** Alibaba Cloud, ACS3-HMAC-SHA256: all values in the query, no body. */
export function aliyunHeaders(
  key: CloudKey,
  { host, query, action, version }: { host: string; query: string; action: string; version: string },
  { now, nonce }: { now: Date; nonce: string },
): Record<string, string> {
  const headers: Record<string, string> = {
    host,
    'x-acs-action': action,
    'x-acs-content-sha256': sha256(''),
    'x-acs-date': now.toISOString().replace(/\.\d{3}Z$/, 'Z'),
    'x-acs-signature-nonce': nonce,
    'x-acs-version': version,
  };
  const signed = Object.keys(headers).join(';');
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const canonical = ['POST', '/', query, lines.join(''), signed, sha256('')].join('\n');
  const signature = hmac(key.secret, `ACS3-HMAC-SHA256\n${sha256(canonical)}`).toString('hex');
  const { host: _host, ...sent } = headers;
  return {
    ...sent,
    authorization: `ACS3-HMAC-SHA256 Credential=${key.id},SignedHeaders=${signed},Signature=${signature}`,
  };
}

/** Tencent Cloud, TC3-HMAC-SHA256. */
export function tencentHeaders(
  key: CloudKey,
  {
    host,
    body,
    service,
    action,
    version,
  }: { host: string; body: string; service: string; action: string; version: string },
  now: Date,
): Record<string, string> {
  const seconds = Math.floor(now.getTime() / 1000);
  const day = now.toISOString().slice(0, 10);
  const canonical = [
    ...['POST', '/', '', `content-type:application/json; charset=utf-8\nhost:${host}\n`],
    ...['content-type;host', sha256(body)],
  ].join('\n');
  const scope = `${day}/${service}/tc3_request`;
  const signingKey = hmac(hmac(hmac(`TC3${key.secret}`, day), service), 'tc3_request');
  const signature = hmac(signingKey, ['TC3-HMAC-SHA256', seconds, scope, sha256(canonical)].join('\n')).toString('hex');
  return {
    'content-type': 'application/json; charset=utf-8',
    'x-tc-action': action,
    'x-tc-version': version,
    'x-tc-timestamp': String(seconds),
    authorization: `TC3-HMAC-SHA256 Credential=${key.id}/${scope}, SignedHeaders=content-type;host, Signature=${signature}`,
  };
}
