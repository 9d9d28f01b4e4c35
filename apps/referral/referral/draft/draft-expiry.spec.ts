import { v7 } from 'uuid';
import { SYSTEM } from '#service/database/database.js';
import { Timer } from '#service/timer/timer.js';
import { openStoreRoom, type StoreRoom } from '../../../../test/referral/store-room.js';
import { CHAIN_START } from '../history/chain.js';
import type { StoredDraft } from './draft.js';
import { insertDraft } from './draft.store.js';
import { DraftExpiry } from './draft-expiry.js';

const BROKEN = '990102';

describe('drafts that nobody saves', () => {
  let room: StoreRoom;

  beforeAll(async () => {
    room = await openStoreRoom();
  });
  afterAll(() => room.close());

  async function draftIn(county: string): Promise<void> {
    const now = new Date();
    const draft: StoredDraft = {
      county,
      id: v7(),
      version: 1,
      institution: `${county}T01`,
      practitioner: v7(),
      role: 'family-doctor',
      patientId: v7(),
      formSealed: 'sealed',
      unit: null,
      holdUntil: null,
      options: null,
      refusal: null,
      pending: null,
      ruleSetVersion: 'x',
      chainHash: CHAIN_START,
      createdAt: now,
      updatedAt: now,
      expiresAt: new Date(now.getTime() - 60_000),
    };
    await room.database.transaction(SYSTEM, (tx) => insertDraft(tx, { draft, entries: [], messages: [] }));
  }

  it('go in every county, once, while those of another one cannot', async () => {
    // More than a batch, and due before the others.
    for (let n = 0; n < 101; n += 1) await draftIn(BROKEN);
    await draftIn('990101');
    await room.fresh.pool.query(`CREATE FUNCTION referral.refuse_county() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN IF OLD.county = '${BROKEN}' THEN RAISE EXCEPTION 'on purpose'; END IF; RETURN OLD; END $$;
      CREATE TRIGGER refuse_county BEFORE DELETE ON referral.referral_draft FOR EACH ROW EXECUTE FUNCTION referral.refuse_county()`);
    const expiry = new DraftExpiry(new Timer(), room.database);
    expect(await expiry.expireOnce()).toBe(1);
    await room.fresh.pool.query('DROP FUNCTION referral.refuse_county() CASCADE');
    expect((await expiry.expireOnce()) + (await expiry.expireOnce())).toBe(101);
    expect(await expiry.expireOnce()).toBe(0);
  });
});
