import { useGroupName } from './group-name';
import { InstitutionName } from './institution-name';

/** A house, and which of its departments or exams, in the reader's language. */
export function SupplyName({ institution, group }: { readonly institution: string; readonly group: string }) {
  const groupName = useGroupName();
  return (
    <>
      <InstitutionName code={institution} /> · {groupName(institution, group)}
    </>
  );
}
