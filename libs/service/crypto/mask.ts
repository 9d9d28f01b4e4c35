/** 张三丰 → 张*: the first character; one star, so that the length says nothing (domain §14). */
export function maskName(name: string): string {
  const [first = ''] = name;
  return `${first}*`;
}

/** First and last character with 16 stars between, whatever the length (domain §4.2). */
export function maskIdNo(idNo: string): string {
  return `${idNo.slice(0, 1)}${'*'.repeat(16)}${idNo.slice(-1)}`;
}

/** 13812345678 → 138****5678. */
export function maskPhone(phone: string): string {
  return phone.length < 8 ? '*'.repeat(phone.length) : `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}
