/** Exported lists say the codes in the same words. */
export { words } from '../../../libs/contracts/code-words';
