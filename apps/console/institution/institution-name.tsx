import { useNames } from './directory';

interface Props {
  readonly code: string;
  readonly deptCode?: string;
}

/** A house, and its department where one is named, in the reader's language. */
export function InstitutionName({ code, deptCode }: Props) {
  const names = useNames();
  const house = names.institution(code);
  return (
    <span title={code}>
      {house}
      {deptCode ? ` · ${names.department(code, deptCode)}` : null}
    </span>
  );
}
