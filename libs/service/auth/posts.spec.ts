import { choosePost, postsOf } from './choose-post.js';
import { scopeOf } from './scope-of.js';
import { toPosts } from './to-principal.js';

const DOCTOR = {
  practitioner: '0198f0c0-0000-7000-8000-000000000001',
  institution: '990101H01',
  county: '990101',
  roles: ['hospital-doctor'],
  departments: ['03.04'],
};
const LEADER = { ...DOCTOR, practitioner: '0198f0c0-0000-7000-8000-000000000002', institution: '990101T01' };
const token = (...posts: unknown[]) => ({ sub: 'two-posts', exp: 1, posts });

describe('an account with several posts', () => {
  const posts = toPosts(token(DOCTOR, { ...LEADER, roles: ['family-doctor'] }));
  const [doctor, leader] = postsOf(posts);

  it('says which ones when none is named, and when one is named that it has not', () => {
    for (const named of [
      undefined,
      '',
      '1',
      '990101/990101H01/family-doctor/03.04',
      `${doctor!.post},${leader!.post}`,
    ]) {
      expect(() => choosePost(posts, named)).toThrow(
        expect.objectContaining({ status: 403, code: 'POST_NEEDED', more: { posts: [doctor, leader] } }),
      );
    }
  });

  it('has the rights of the one that is named, and none of the other', () => {
    const chosen = choosePost(posts, leader!.post);
    expect(chosen).toMatchObject({
      institution: '990101T01',
      roles: ['family-doctor'],
      practitioner: LEADER.practitioner,
    });
    expect(scopeOf(chosen)).toEqual({ county: '990101', institution: '990101T01' });
  });

  it('takes no right for the county from a post that is none of an authority', () => {
    const [one] = toPosts(token({ ...DOCTOR, institution: '*' }, LEADER, null, 'x', { ...DOCTOR, roles: ['emperor'] }));
    expect(one.institution).toBe('990101T01');
    expect(() => toPosts(token({ ...DOCTOR, county: '*' }))).toThrow(expect.objectContaining({ code: 'NO_ROLE' }));
    expect(() => toPosts(token())).toThrow(expect.objectContaining({ code: 'NO_ROLE' }));
  });

  it('keeps the name of a post when the provider lists them in another order', () => {
    const turned = toPosts(token({ ...LEADER, roles: ['family-doctor'] }, DOCTOR));
    expect(choosePost(turned, doctor!.post)).toMatchObject({ institution: '990101H01', roles: ['hospital-doctor'] });
  });

  it('need not name its only post', () => {
    expect(choosePost(toPosts(token(DOCTOR)), undefined)).toMatchObject({ institution: '990101H01' });
    expect(choosePost(toPosts({ sub: 'one', ...DOCTOR }), undefined).post).toBeUndefined();
  });
});
