import { useEffect } from 'react';
import { newKey } from '../../api/client';
import { useAsked } from '../ask';
import { Loading } from '../notice';
import type { Draft } from '../outbox/draft';
import { draftOf, happen, newDraft } from '../outbox/outbox';
import { go, useRoute } from '../route';
import { useSpeech } from '../speech';
import { Filling } from './filling';
import { emptyForm, type Wish } from './light-form';

/** A new form gets an address of its own at once: after a reload, or signed in again, the same one is open. */
export function NewForm() {
  const { query } = useRoute();
  useEffect(() => go(`/form/${newKey()}?${query}`, true), [query]);
  return null;
}

interface Props {
  readonly owner: string;
  readonly id: string;
}

/** First visit and up-referral on one page, as a draft of this device from the first letter on. */
export function FormScreen({ owner, id }: Props) {
  const { t } = useSpeech();
  const { query } = useRoute();
  const opened = useAsked(`draft ${id}`, () => openedDraft(owner, id, query));
  if (opened.pending && !opened.data) return <Loading />;
  if (opened.data?.fate !== 'draft') return <p>{t('noDraft')}</p>;
  return <Filling first={opened.data} owner={owner} />;
}

/** The draft of this device, taken back into the hand where it was refused; else a new one, if the address says what for. */
async function openedDraft(owner: string, id: string, query: URLSearchParams): Promise<Draft | undefined> {
  const found = await draftOf(owner, id);
  if (found) return found.fate === 'refused' ? happen(id, 'mend') : found;
  const wish = query.get('wish') as Wish | null;
  return wish ? newDraft(owner, emptyForm(wish, query.get('patient') ?? undefined), id) : undefined;
}
