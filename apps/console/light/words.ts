import { en } from './words.en';
import { zh } from './words.zh';

/** The words of the light mode; those of codes and refusals are the console's own. */
export const words = { zh, en };
