import { type System, startSystem } from '../system/system.js';
import { Browser } from './browser.js';

interface Post {
  post: string;
  institution: string;
  roles: string[];
}

describe('somebody with two posts', () => {
  let system: System;
  let token: string;
  let posts: Post[];

  beforeAll(async () => {
    system = await startSystem();
    token = await system.token('doctor-two-posts');
    posts = ((await (await ask('/v1/institutions')).json()) as { posts: Post[] }).posts;
  });

  afterAll(() => system?.stop());

  const ask = (path: string, post?: string) =>
    fetch(`${system.baseUrl}${path}`, {
      headers: { authorization: `Bearer ${token}`, ...(post === undefined ? {} : { 'fenji-post': post }) },
    });
  const of = (role: string) => posts.find(({ roles }) => roles.includes(role))!.post;

  it('is asked which one, with the posts to choose from', async () => {
    expect(posts.map(({ roles }) => roles)).toEqual([['hospital-doctor'], ['family-doctor']]);
    const answer = await ask('/v1/institutions', '990101/990101H01/county-health-authority/');
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: 'POST_NEEDED' });
  });

  it('has in each the rights and the patients of that one alone', async () => {
    expect((await ask('/v1/patients?contract=mine', of('hospital-doctor'))).status).toBe(403);
    const mine = await ask('/v1/patients?contract=mine', of('family-doctor'));
    expect(mine.status).toBe(200);
    const [patient] = ((await mine.json()) as { items: { id: string }[] }).items;
    expect((await ask(`/v1/patients/${patient!.id}`, of('family-doctor'))).status).toBe(200);
    expect((await ask(`/v1/patients/${patient!.id}`, of('hospital-doctor'))).status).toBeGreaterThanOrEqual(403);
  });

  it('chooses once for a session, may change, and cannot choose a post of another', async () => {
    const browser = new Browser(system.baseUrl);
    await browser.signIn('doctor-two-posts');
    expect(await (await browser.call('/session')).json()).toMatchObject({ code: 'POST_NEEDED', posts });
    expect((await browser.call('/v1/institutions')).status).toBe(403);
    const choose = (post: string) => browser.post(`/session/post?name=${encodeURIComponent(post)}`);
    expect((await choose('990101/*/county-health-authority/')).status).toBe(403);
    expect(await (await choose(of('family-doctor'))).json()).toMatchObject({ roles: ['family-doctor'], posts });
    const spoofed = { headers: { 'fenji-post': of('hospital-doctor') } };
    expect((await browser.call('/v1/patients?contract=mine', spoofed)).status).toBe(200);
    await choose(of('hospital-doctor'));
    expect((await browser.call('/v1/patients?contract=mine')).status).toBe(403);
    expect(await (await browser.call('/session')).json()).toMatchObject({ roles: ['hospital-doctor'] });
  });
});
