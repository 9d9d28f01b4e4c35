/** What the registers of the API name in Chinese, and often in English too. */
interface Named {
  readonly name: string;
  readonly nameEn?: string;
}

/** The name in the reader's language; what has none in English keeps its own. */
export function nameIn(language: string, named: Named): string;
export function nameIn(language: string, named: Named | undefined): string | undefined;
export function nameIn(language: string, named: Named | undefined): string | undefined {
  return (language === 'en' && named?.nameEn) || named?.name;
}

/** A sentence of the API in the reader's language. */
export function textIn<T>(language: string, text: { readonly zh: T; readonly en: T }): T {
  return language === 'en' ? text.en : text.zh;
}
