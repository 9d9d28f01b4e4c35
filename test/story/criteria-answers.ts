/** The set that is shipped and that no county has approved. */
export const SAMPLE = '00000000-0000-7000-8000-000000000901';
export const HYPERTENSION = { system: 'icd-10', version: 'sample', code: 'I10', name: '原发性高血压', rank: 1 };
export const ARRHYTHMIA = { ...HYPERTENSION, code: 'I48.9', name: '心房颤动' };

export interface Said {
  advice: string;
  class?: string;
  matched: { id: string }[];
  ask: { field: string; label: { zh: string } }[];
  open: boolean;
  downReady?: boolean;
  set: { id: string; version: number; approved: boolean; notice?: { zh: string; en: string } };
}
export interface SetView {
  id: string;
  version: number;
  state: string;
  rows: { id: string; when: string }[];
}
export interface Trial {
  looked: number;
  changed: number;
  counts: Record<string, number>;
  items: { id: string; was: Said; would: Said }[];
}

export const idsOf = (said: { matched: { id: string }[] }): string[] => said.matched.map(({ id }) => id);
