import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';
import { nameIn } from '../language/in-language';
import { useDirectory } from './directory';
import { useExamName } from './exam-name';

type House = Schema<'InstitutionView'>;

/** One choice of a list. */
interface Option {
  readonly value: string;
  readonly label: string;
}

/** Which houses are meant; all of them where nothing is said. */
type Fits = (house: House) => boolean;

const HOSPITAL_TIER = 3;

/** Where patients are referred up to, and where the reserve is kept (domain §7.1). */
export const isHospital: Fits = ({ tier }) => tier >= HOSPITAL_TIER;

/**
 * Houses and their departments as choices of a list, in the reader's language.
 * @param reach `beyond`: also those of other counties
 */
export function useHouseOptions(reach: 'county' | 'beyond' = 'county') {
  const { i18n } = useTranslation();
  const { data: directory } = useDirectory(reach);
  const those = (fits: Fits) => [...(directory?.values() ?? [])].filter(fits);
  const departmentsOf = (house: House | undefined): Option[] =>
    (house?.departments ?? []).map((one) => ({ value: one.deptCode, label: nameIn(i18n.language, one) }));
  return {
    houses: (fits: Fits = every): Option[] =>
      those(fits).map((one) => ({ value: one.code, label: nameIn(i18n.language, one) })),
    /** Departments of one house; none as long as no house is chosen. */
    departments: (house: string | undefined) => departmentsOf(directory?.get(house ?? '')),
    /** Departments that one of these houses has at least. */
    departmentsOfAny: (fits: Fits = every) => onceEach(those(fits).flatMap(departmentsOf)),
  };
}

/** Exams that one of these houses does at least, as choices of a list in the reader's language. */
export function useExamOptions(fits: Fits): Option[] {
  const { data: directory } = useDirectory();
  const examName = useExamName();
  const departments = [...(directory?.values() ?? [])].filter(fits).flatMap((house) => house.departments);
  const items = departments.flatMap(({ examItems }) => examItems);
  return withCodes(onceEach(items.map((code) => ({ value: code, label: examName(code) }))));
}

/** For who knows the code better than the name: `心血管内科 03.04`. */
export function withCodes(options: readonly Option[]): Option[] {
  return options.map(({ value, label }) => ({ value, label: `${label} ${value}` }));
}

const every: Fits = () => true;

/** What several houses have, by code. */
function onceEach(options: readonly Option[]): Option[] {
  const byCode = new Map(options.map((option) => [option.value, option]));
  return [...byCode.values()].sort((a, b) => (a.value < b.value ? -1 : 1));
}
