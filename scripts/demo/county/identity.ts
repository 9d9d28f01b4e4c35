import type { Dice } from './dice.js';

const SURNAMES = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万',
];
const MALE = [...'建国志明永强军平海波文斌伟东松涛德福成林云山学勤家兴庆和光辉立新长春宝贵正义世荣浩宇子轩俊杰博瑞'];
const FEMALE = [...'秀英桂兰玉珍淑芳丽华红梅春燕凤霞翠莲爱琴小玲雪娟慧敏月香静怡欣妍雨桐佳琪诗涵梦洁'];

export type Sex = '1' | '2';

/** A synthetic name of two or three characters; any likeness is chance. */
export function personName(dice: Dice, sex: Sex): string {
  const given = sex === '1' ? MALE : FEMALE;
  const second = dice.happens(82) ? dice.pick(given) : '';
  return dice.pick(SURNAMES) + dice.pick(given) + second;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The 18th character of an ID card number (GB 11643-1999, domain §4.8). */
export function checkDigit(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(first17[i]), 0);
  return '10X98765432'[sum % 11]!;
}

/**
 * Hands out ID card numbers that look right and belong to nobody: division prefix 99xxxx, right check digit.
 * Sequence numbers start at 200, so that the worked examples of domain §4.8 stay free.
 */
export class IdCards {
  private readonly used = new Map<string, number>();

  constructor(private readonly division: string) {}

  /** `birthDate` is `YYYY-MM-DD`; the 17th digit is odd for men (sex 1). */
  next(birthDate: string, sex: Sex): string {
    const key = birthDate.replaceAll('-', '') + sex;
    const nth = this.used.get(key) ?? 0;
    this.used.set(key, nth + 1);
    const sequence = 200 + 2 * nth + (sex === '1' ? 1 : 0);
    if (sequence > 999) throw new RangeError(`no ID number left for ${birthDate}`);
    return this.of(birthDate, sequence);
  }

  of(birthDate: string, sequence: number): string {
    const first17 = this.division + birthDate.replaceAll('-', '') + String(sequence).padStart(3, '0');
    return first17 + checkDigit(first17);
  }
}

/** A phone number of the range 12x, which no operator has (fake-ID rule, domain §4.8). */
export function phoneNumber(dice: Dice): string {
  return `12${String(dice.between(0, 999_999_999)).padStart(9, '0')}`;
}

/** A birth date as `YYYY-MM-DD` seen from 2026: many children and old people, as contracts favour them. */
export function birthDate(dice: Dice): string {
  const group = dice.between(1, 100);
  const [from, to] = AGES.find(([upTo]) => group <= upTo)![1];
  const year = 2025 - dice.between(from, to);
  return `${year}-${String(dice.between(1, 12)).padStart(2, '0')}-${String(dice.between(1, 28)).padStart(2, '0')}`;
}

/** Cumulated per cent → ages. */
const AGES: readonly (readonly [number, readonly [number, number]])[] = [
  [8, [1, 6]],
  [18, [7, 17]],
  [62, [18, 64]],
  [100, [65, 92]],
];
