import { useTranslation } from 'react-i18next';

/** What stands between the parts of a line that is put together from words. */
const MARKS = {
  zh: { and: '、', comma: '，', semicolon: '；', colon: '：', inBrackets: (text: string) => `（${text}）` },
  en: { and: ', ', comma: ', ', semicolon: '; ', colon: ': ', inBrackets: (text: string) => ` (${text})` },
};

export type Marks = typeof MARKS.zh;

/** The marks of Chinese, for what is not written on a screen. */
export const CHINESE_MARKS: Marks = MARKS.zh;

/** The marks of the reader's language. */
export function useMarks(): Marks {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? MARKS.en : MARKS.zh;
}
