import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';
import { useNames } from '../institution/directory';
import { Deadline } from '../time/deadline';
import { Moment } from '../time/moment';

/** What somebody gets instead of a lost unit: another one, a place in the wait list, or a desk that looks. */
export function Whither({ moved }: { readonly moved: Schema<'DisplacementView'> }) {
  const { t } = useTranslation(['roster', 'code']);
  const names = useNames();
  const { state, newInstitution, newStartsAt, ownerRole, dueAt } = moved;
  if (newInstitution && newStartsAt)
    return (
      <>
        {t('roster:rebookedTo')} <Moment at={newStartsAt} /> {names.institution(newInstitution)}
      </>
    );
  return (
    <>
      {t(`roster:displacement.${state}`)}
      {ownerRole ? ` · ${t(`code:role.${ownerRole}`, { defaultValue: ownerRole })} ` : null}
      {dueAt && state === 'open-task' ? <Deadline at={dueAt} /> : null}
    </>
  );
}
