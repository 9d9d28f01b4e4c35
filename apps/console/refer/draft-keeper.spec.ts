import { Problem } from '../problem/problem';
import { DraftKeeper, isAsking, type Remote } from './draft-keeper';
import type { Values } from './values';

const view = { id: 'd', version: 1, patientId: 'p', dueAt: '', createdAt: '', updatedAt: '' };
const form = (complaint: string): Values => ({ patientId: 'p', up: { chiefComplaint: complaint } });
const stale = new Problem(412, 'STALE_VERSION', '', []);

/** A draft on a server that counts versions. */
function server(more: Partial<Remote> = {}) {
  let version = 0;
  let stored: Values | undefined;
  const said: string[] = [];
  const keep = async (what: string, body: Values) => {
    said.push(what);
    stored = body;
    version += 1;
    return { body: { ...view, version } as never, version };
  };
  const remote: Remote = {
    create: (body) => keep('create', body),
    save: async (_, from, body) => {
      if (from !== version) throw stale;
      return keep('save', body);
    },
    read: async () => ({ body: { ...view, version, form: stored } as never, version }),
    hold: async () => ({ body: { ...view, version, hold: { sessionId: 's' } } as never, version }),
    extend: async () => ({ body: view as never, version }),
    release: async () => ({ body: view as never, version }),
    ...more,
  };
  return {
    remote,
    said,
    stored: () => stored,
    bump: (to = stored) => {
      stored = to;
      version += 1;
    },
  };
}

describe('a form that is kept while it is typed', () => {
  it('is made once, then replaced, and left alone where nothing has changed', async () => {
    const { remote, said } = server();
    const keeper = new DraftKeeper(remote);
    keeper.remember(form('chest'));
    await keeper.save();
    await keeper.save();
    keeper.remember(form('chest pain'));
    await keeper.save();
    expect(said).toEqual(['create', 'save']);
    expect(keeper.look()).toMatchObject({ saving: 'saved', version: 2, conflict: false });
  });

  it.each([
    ['held', { hold: { sessionId: 's' } }, {}],
    ['refused', { refusal: 'full', options: [{ sessionId: 'next' }] }, { refused: { code: 'UNIT_GONE' } }],
  ])('waits for an answer about its unit that comes late, and tells that it is %s', async (_, answer, told) => {
    const { remote } = server({ hold: async () => ({ body: { ...view, pending: 'hold' } as never, version: 2 }) });
    const keeper = new DraftKeeper(remote);
    keeper.remember(form('chest'));
    await keeper.hold({});
    expect([isAsking(keeper.look()), keeper.look().refused]).toEqual([true, undefined]);
    const body = { ...view, version: 3, form: form('chest'), ...answer };
    remote.read = async () => ({ body: body as never, version: 3 });
    await keeper.refresh();
    expect(keeper.look()).toMatchObject({ view: answer, ...told });
    expect([isAsking(keeper.look()), keeper.look().lost, keeper.look().moved]).toEqual([false, undefined, undefined]);
  });

  it('is kept without the field that is half typed', async () => {
    const half = new Problem(400, 'VALIDATION_FAILED', '', [{ field: 'contact.phone', code: 'matches', message: '' }]);
    const { remote, stored } = server();
    const create = remote.create;
    remote.create = async (body) => {
      if (body.contact?.phone) throw half;
      return create(body);
    };
    const keeper = new DraftKeeper(remote);
    keeper.remember({ ...form('chest'), contact: { name: 'Li', relation: 'son', phone: '12' } });
    await keeper.save();
    expect(stored()).toMatchObject({ up: { chiefComplaint: 'chest' }, contact: { name: 'Li' } });
    expect(keeper.look()).toMatchObject({ saving: 'saved', unsaved: ['contact.phone'] });
  });

  it('goes on where only the version is newer, as after the end of a hold', async () => {
    const { remote, bump, stored } = server();
    const keeper = new DraftKeeper(remote);
    keeper.remember(form('chest'));
    await keeper.save();
    bump();
    keeper.remember(form('chest pain'));
    await keeper.save();
    expect(keeper.look()).toMatchObject({ saving: 'saved', conflict: false });
    expect(stored()).toEqual(form('chest pain'));
  });

  it('asks before it writes over what another window has written', async () => {
    const { remote, bump, stored } = server();
    const keeper = new DraftKeeper(remote);
    keeper.remember(form('chest'));
    await keeper.save();
    bump(form('theirs'));
    keeper.remember(form('mine'));
    await keeper.save();
    expect(keeper.look()).toMatchObject({ saving: 'failed', conflict: true });
    expect(stored()).toEqual(form('theirs'));
    await keeper.keepMine();
    expect(keeper.look()).toMatchObject({ saving: 'saved', conflict: false });
    expect(stored()).toEqual(form('mine'));
  });

  it('asks, too, where it met those words while it looked after its unit', async () => {
    const { remote, bump, stored } = server();
    const keeper = new DraftKeeper(remote);
    keeper.remember(form('chest'));
    await keeper.hold({});
    bump(form('theirs'));
    await keeper.refresh();
    expect(keeper.look()).toMatchObject({ conflict: true });
    keeper.remember(form('mine'));
    await keeper.save();
    expect(stored()).toEqual(form('theirs'));
    await keeper.keepMine();
    expect(keeper.look()).toMatchObject({ saving: 'saved', conflict: false });
    expect(stored()).toEqual(form('mine'));
  });

  it('puts mine back where nothing was typed since, and says so where it could not', async () => {
    const { remote, bump, stored } = server();
    const { read } = remote;
    const keeper = new DraftKeeper(remote);
    keeper.remember(form('mine'));
    await keeper.save();
    bump(form('theirs'));
    keeper.remember(form('mine, too'));
    await keeper.save();
    keeper.remember(form('mine'));
    remote.read = () => Promise.reject(Problem.unreachable(undefined));
    await keeper.keepMine();
    expect(keeper.look()).toMatchObject({ problem: { code: 'UNREACHABLE' }, conflict: true });
    remote.read = read;
    await keeper.keepMine();
    expect(keeper.look()).toMatchObject({ saving: 'saved', conflict: false });
    expect(stored()).toEqual(form('mine'));
  });

  it('saves before it asks for a unit, and keeps the form where the unit is gone', async () => {
    const gone = new Problem(409, 'UNIT_GONE', '', [], { reason: 'full' });
    const { remote, said, stored } = server({ hold: async () => Promise.reject(gone) });
    const keeper = new DraftKeeper(remote);
    keeper.remember(form('chest'));
    await keeper.hold({});
    expect(said).toEqual(['create']);
    expect(stored()).toEqual(form('chest'));
    expect(keeper.look()).toMatchObject({ refused: gone, asking: false });
  });

  it('notices that a held unit was lost', async () => {
    const { remote } = server();
    const keeper = new DraftKeeper(remote);
    keeper.remember(form('chest'));
    await keeper.hold({});
    expect(keeper.look().view?.hold).toEqual({ sessionId: 's' });
    await keeper.refresh();
    expect(keeper.look().lost).toEqual({ sessionId: 's' });
    expect(keeper.look().view?.hold).toBeUndefined();
  });

  it('notices that another unit is held in the place of a stopped one, whichever answer says so', async () => {
    const hold = { sessionId: 'later' };
    const { remote } = server({ save: async () => ({ body: { ...view, version: 2, hold } as never, version: 2 }) });
    const keeper = new DraftKeeper(remote);
    keeper.remember(form('chest'));
    await keeper.hold({});
    keeper.remember(form('chest pain'));
    await keeper.save();
    expect(keeper.look()).toMatchObject({ moved: { sessionId: 's' }, lost: undefined, view: { hold } });
  });

  it('makes no draft any more of a form that was sent', async () => {
    const { remote, said } = server();
    const keeper = new DraftKeeper(remote);
    keeper.remember(form('chest'));
    keeper.stop();
    await keeper.save();
    expect(said).toEqual([]);
  });

  it('says when it could not be saved, and does it when there is a connection again', async () => {
    const { remote } = server();
    const { create } = remote;
    remote.create = () => Promise.reject(Problem.unreachable(undefined));
    const keeper = new DraftKeeper(remote);
    keeper.remember(form('chest'));
    await keeper.save();
    expect(keeper.look()).toMatchObject({ saving: 'failed', problem: { code: 'UNREACHABLE' } });
    remote.create = create;
    await keeper.save();
    expect(keeper.look()).toMatchObject({ saving: 'saved', problem: undefined });
  });
});
