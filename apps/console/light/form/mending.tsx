import { Problem } from '../../problem/problem';
import { Refused } from '../notice';
import type { Draft } from '../outbox/draft';
import { Go } from '../route';
import { useSpeech } from '../speech';

/** What the API refused about this draft, above the fields that are to be mended. */
export function Mending({ draft }: { readonly draft: Draft }) {
  const { t } = useSpeech();
  const { refusal } = draft;
  if (!refusal) return null;
  const problem = new Problem(refusal.status, refusal.code, refusal.detail, refusal.errors);
  return (
    <>
      <Refused problem={problem} />
      {refusal.open ? (
        <p>
          {t('openAlready')} <Go to={`/referrals/${refusal.open.id}`}>{refusal.open.referralNo}</Go>
        </p>
      ) : null}
    </>
  );
}
