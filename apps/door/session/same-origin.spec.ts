import { isOwnPage } from './same-origin.js';

const host = 'fenji.example.cn';

describe('a request with a cookie', () => {
  it.each([
    ['GET', { 'sec-fetch-site': 'same-origin' }],
    ['GET', { 'sec-fetch-site': 'none' }],
    ['GET', {}],
    ['POST', { 'sec-fetch-site': 'same-origin' }],
    ['POST', { origin: `http://${host}` }],
  ])('is of a page of the door: %s %j', (method, headers) => {
    expect(isOwnPage({ method, headers: { host, ...headers } })).toBe(true);
  });

  it.each([
    ['GET', { 'sec-fetch-site': 'cross-site' }],
    ['GET', { 'sec-fetch-site': 'same-site' }],
    ['POST', { 'sec-fetch-site': 'none' }],
    ['POST', { 'sec-fetch-site': 'same-site', origin: `https://${host}` }],
    ['POST', { origin: 'https://evil.example' }],
    ['POST', { origin: 'null' }],
    ['POST', {}],
    ['DELETE', {}],
  ])('is of another site: %s %j', (method, headers) => {
    expect(isOwnPage({ method, headers: { host, ...headers } })).toBe(false);
  });
});
