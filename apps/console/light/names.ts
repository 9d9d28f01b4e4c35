import { nameIn } from '../language/in-language';
import { useAsked } from './ask';
import { institutions } from './lists';
import { useSpeech } from './speech';

interface Names {
  /** A house by its name, or its code while the name is not known. */
  house(code: string): string;
  /** A department of a house by its name, or its code. */
  department(house: string, code: string): string;
}

/** What houses and departments are called in the reader's language. */
export function useNames(): Names {
  const { language } = useSpeech();
  const { data = [] } = useAsked('institutions', institutions);
  const of = (code: string) => data.find((one) => one.code === code);
  return {
    house: (code) => nameIn(language, of(code)) ?? code,
    department: (house, code) =>
      nameIn(
        language,
        of(house)?.departments.find(({ deptCode }) => deptCode === code),
      ) ?? code,
  };
}
