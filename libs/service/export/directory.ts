/** How something is called in both languages. */
export interface Named {
  readonly name: string;
  readonly nameEn: string;
}

/** What the houses of a county, their departments and their exams are called, as far as a service knows it. */
export interface Directory {
  institution(code: string): Named | undefined;
  /** What supply is grouped under there: a department, an exam, the beds of a class. */
  group(institution: string, code: string): Named | undefined;
}

/** Every service that exports lists names from what it has at hand. */
export abstract class Directories {
  abstract of(county: string): Promise<Directory>;
}
