import { template, words } from './template.js';

/** What is said where a notice reached nobody outside of the house. */
export const DELIVERY_TEMPLATES = {
  'delivery-dead': template(
    words('通知未能送达', 'A notice could not be delivered'),
    words(
      '{no, select, none {} other {{no} 的}}一条通知在所有渠道均未送达，请电话告知，并在未送达清单中处理。',
      '{no, select, none {} other {{no}: }}a notice reached nobody on any channel. Please tell by phone and settle it in the list of undelivered ones.',
    ),
  ),
};
