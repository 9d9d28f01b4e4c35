/** Mobile or landline (domain §4.2); `12…` numbers belong to made-up persons. */
export const PHONE = /^(?:1[2-9]\d{9}|0\d{2,3}-?\d{7,8})$/;

const MADE_UP = /^12\d{9}$/;
const DEMO_DIVISIONS = '99';

/** Whether somebody in this county can be called under the number: `12…` exists in the demo counties only (domain §4.8). */
export const isPhoneIn = (county: string, phone: string): boolean =>
  PHONE.test(phone) && (county.startsWith(DEMO_DIVISIONS) || !MADE_UP.test(phone));
