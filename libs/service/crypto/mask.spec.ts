import { maskIdNo, maskName, maskPhone } from './mask.js';

describe('masks', () => {
  it.each([
    ['张三丰', '张*'],
    ['李四', '李*'],
    ['𠮷田', '𠮷*'],
    ['', '*'],
  ])('name %s is shown as %s', (name, shown) => expect(maskName(name)).toBe(shown));

  it('shows the first and the last character of an ID number', () => {
    expect(maskIdNo('99010119580615123X')).toBe(`9${'*'.repeat(16)}X`);
  });

  it.each([
    ['12812345678', '128****5678'],
    ['12345', '*****'],
  ])('phone %s is shown as %s', (phone, shown) => expect(maskPhone(phone)).toBe(shown));
});
