import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The words of one folder; both languages carry the same keys (language/words.spec.ts). */
interface Words {
  readonly words: Readonly<Record<Language, object>>;
}

const KEPT = 'fenji-language';

/** Every folder keeps its own words beside its screens: `worklist/words.ts` is the namespace `worklist`. */
const modules = import.meta.glob<Words>(['../*/words.ts', '!../light/words.ts'], { eager: true });

const resources: Record<Language, Record<string, object>> = { zh: {}, en: {} };
for (const [file, { words }] of Object.entries(modules)) {
  const namespace = file.split('/')[1]!;
  for (const language of LANGUAGES) resources[language][namespace] = words[language];
}

void i18next.use(initReactI18next).init({
  resources,
  lng: keptLanguage(),
  fallbackLng: 'zh',
  defaultNS: 'shell',
  interpolation: { escapeValue: false },
  showSupportNotice: false,
} as Parameters<typeof i18next.init>[0]);
document.documentElement.lang = tagOf(keptLanguage());

/** Chinese unless the reader has chosen. */
export function keptLanguage(): Language {
  return localStorage.getItem(KEPT) === 'en' ? 'en' : 'zh';
}

/** Changes the language of every screen at once and remembers it on this machine. */
export function chooseLanguage(language: Language): void {
  localStorage.setItem(KEPT, language);
  document.documentElement.lang = tagOf(language);
  void i18next.changeLanguage(language);
}

function tagOf(language: Language): string {
  return language === 'zh' ? 'zh-CN' : 'en';
}
