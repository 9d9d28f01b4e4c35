import { lookup as resolve } from 'node:dns';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { failed, type Outcome, unknown } from '../delivery/attempt.js';
import type { Answer, Posted } from './post.js';

const MOST_BYTES = 64 * 1024;

/** Addresses of this machine, of private networks, and of no single machine: nobody outside may send us there. */
const INTERNAL: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 127, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
];

/** Where this house may post to on somebody's word: hosts by name, and the private networks that they may stand in. */
export class Reach {
  private readonly internal = new BlockList();
  private readonly opened = new BlockList();

  /**
   * @param hosts names, or `*.name` for all below it
   * @param networks `10.20.0.0/16`: private networks that belong to the hospitals
   */
  constructor(
    private readonly hosts: readonly string[],
    networks: readonly string[] = [],
  ) {
    for (const [net, prefix, family] of INTERNAL) this.internal.addSubnet(net, prefix, family);
    for (const network of networks) {
      const [net = '', prefix = ''] = network.split('/');
      this.opened.addSubnet(net, Number(prefix), isIP(net) === 6 ? 'ipv6' : 'ipv4');
    }
  }

  /** Whether the address may be named at all; what it resolves to is looked at when it is called. */
  admits(url: URL): boolean {
    if (!['https:', 'http:'].includes(url.protocol) || url.username || url.password || url.hash) return false;
    const host = bare(url.hostname);
    const isListed = this.hosts.some((name) =>
      name.startsWith('*.') ? host.endsWith(name.slice(1)) : host === name.toLowerCase(),
    );
    // Without TLS only inside of the hospitals' own networks, which are known by number alone.
    return isListed && (isIP(host) === 0 ? url.protocol === 'https:' : this.admitsIp(host));
  }

  /** IPv4 in the clothes of IPv6 is judged as IPv4. */
  admitsIp(ip: string): boolean {
    const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1] ?? ip;
    const family = isIP(plain) === 6 ? 'ipv6' : 'ipv4';
    if (isIP(plain) === 0) return false;
    return this.opened.check(plain, family) || !this.internal.check(plain, family);
  }
}

class Forbidden extends Error {}

/** A POST to an address that somebody outside has named: without redirects, to no internal address (SSRF). */
export async function guardedPost(
  reach: Reach,
  { url, headers, body }: Omit<Posted, 'body'> & { body: string | Buffer },
  signal: AbortSignal,
): Promise<Answer | Outcome> {
  const target = new URL(url);
  if (!reach.admits(target)) return failed('forbidden-address');
  // The name is judged by the very address that is connected to: it may resolve to another one a moment later.
  const lookup: LookupFunction = (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '');
      const usable = found.filter(({ address }) => reach.admitsIp(address));
      if (usable.length === 0) return done(new Forbidden('forbidden'), '');
      if (options.all) return done(null, usable);
      done(null, usable[0]!.address, usable[0]!.family);
    });
  };
  let isConnected = false;
  return new Promise((settle) => {
    const send = target.protocol === 'https:' ? requestHttps : requestHttp;
    const length = String(Buffer.byteLength(body));
    const outgoing = send(
      target,
      { method: 'POST', headers: { ...headers, 'content-length': length }, signal, lookup, agent: false },
      (answer) => {
        textOf(answer).then(
          (text) => settle({ status: answer.statusCode ?? 0, text }),
          () => settle(unknown('connection-lost')),
        );
      },
    );
    outgoing.on('socket', (socket) => socket.once('connect', () => (isConnected = true)));
    outgoing.on('error', (error) => {
      if (signal.aborted) return settle(isConnected ? unknown('timeout') : failed('unreachable'));
      if (error instanceof Forbidden) return settle(failed('forbidden-address'));
      settle(isConnected ? unknown('connection-lost') : failed('unreachable'));
    });
    outgoing.end(body);
  });
}

const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '').toLowerCase();

async function textOf(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MOST_BYTES) break;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
