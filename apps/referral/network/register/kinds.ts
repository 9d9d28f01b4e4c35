import type { Kind } from './kind.js';
import { ABILITY_KINDS } from './rows/abilities.js';
import { CONSORTIUM_KINDS } from './rows/consortia.js';
import { CONTRACTS } from './rows/contracts.js';
import { EXAM_ITEMS } from './rows/exam-items.js';
import { HOUSE_KINDS } from './rows/houses.js';
import { STAFF_KINDS } from './rows/staff.js';

/** Every kind of row that the register of the care network keeps. */
export const KINDS: readonly Kind[] = [
  ...HOUSE_KINDS,
  ...CONSORTIUM_KINDS,
  ...ABILITY_KINDS,
  ...STAFF_KINDS,
  CONTRACTS,
  EXAM_ITEMS,
];
