import { useEffect, useState } from 'react';
import type { Draft } from '../outbox/draft';
import { happen, store } from '../outbox/outbox';
import { go } from '../route';
import type { LightForm, Wish } from './light-form';

interface KeptForm {
  readonly form: LightForm;
  readonly set: (change: Partial<LightForm>) => void;
  readonly send: (wish: Wish) => Promise<void>;
  /** Why what was typed last is not on this device: the draft has gone out meanwhile, or the device keeps nothing. */
  readonly trouble: 'noDraft' | 'notKept' | undefined;
}

/** The form of a draft, kept on this device with every letter until it is given to the outbox. */
export function useKeptForm(draft: Draft): KeptForm {
  const [form, setForm] = useState(draft.form);
  const [trouble, setTrouble] = useState<KeptForm['trouble']>();
  useEffect(() => {
    if (form === draft.form) return;
    store({ ...draft, form }).then(
      (stored) => setTrouble(stored ? undefined : 'noDraft'),
      () => setTrouble('notKept'),
    );
  }, [form, draft]);
  const send = async (wish: Wish) => {
    try {
      await store({ ...draft, form: { ...form, wish } });
      await happen(draft.id, 'send', { tryAt: 0 });
      go('/outbox', true);
    } catch {
      setTrouble('notKept');
    }
  };
  return { form, set: (change) => setForm((old) => ({ ...old, ...change })), send, trouble };
}
