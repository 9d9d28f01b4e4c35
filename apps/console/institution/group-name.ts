import { useNames } from './directory';
import { useExamName } from './exam-name';

/** Says what supply is grouped under in a house: a department, or an exam. */
export function useGroupName(): (institution: string, group: string) => string {
  const names = useNames();
  const examName = useExamName();
  return (institution, group) => {
    const department = names.department(institution, group);
    return department === group ? examName(group) : department;
  };
}
