import type { AdapterOfModels, Kept } from 'oidc-provider';

interface Entry {
  readonly kept: Kept;
  readonly ends: number;
}

/** What the issuer must remember between two requests, by model and id; gone with the process. */
export class Memory {
  private readonly entries = new Map<string, Entry>();

  /** One model's drawer. */
  of(model: string): AdapterOfModels {
    const key = (id: string) => `${model}:${id}`;
    return {
      find: async (id) => this.find(key(id)),
      findByUid: async (uid) => this.search(model, (kept) => kept.uid === uid),
      findByUserCode: async () => undefined,
      upsert: async (id, kept, seconds) => this.put(key(id), kept, seconds),
      consume: async (id) => {
        const kept = this.find(key(id));
        if (kept) kept.consumed = Math.floor(Date.now() / 1000);
      },
      destroy: async (id) => void this.entries.delete(key(id)),
      revokeByGrantId: async (grantId) => {
        for (const [name, { kept }] of this.entries) if (kept.grantId === grantId) this.entries.delete(name);
      },
    };
  }

  private find(key: string): Kept | undefined {
    const entry = this.entries.get(key);
    return entry && entry.ends > Date.now() ? entry.kept : undefined;
  }

  private search(model: string, fits: (kept: Kept) => boolean): Kept | undefined {
    for (const [name, { kept }] of this.entries) if (name.startsWith(`${model}:`) && fits(kept)) return kept;
    return undefined;
  }

  private put(key: string, kept: Kept, seconds: number): void {
    for (const [name, { ends }] of this.entries) if (ends <= Date.now()) this.entries.delete(name);
    this.entries.set(key, { kept, ends: Date.now() + seconds * 1000 });
  }
}
