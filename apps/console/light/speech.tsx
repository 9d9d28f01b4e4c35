import { createContext, type ReactNode, useContext, useState } from 'react';
import { words as codeWords } from '../code/words';
import { words as problemWords } from '../problem/words';
import { words as refusalWords } from '../refusal/words';
import { words } from './words';

type Language = 'zh' | 'en';
type Tree = { readonly [key: string]: string | Tree };

const KEPT = 'fenji-language';
const trees: Record<Language, Tree> = {
  zh: { ...words.zh, code: codeWords.zh, problem: problemWords.zh, refusal: refusalWords.zh },
  en: { ...words.en, code: codeWords.en, problem: problemWords.en, refusal: refusalWords.en },
};

interface Speech {
  readonly language: Language;
  choose(language: Language): void;
  /** The words of a dotted key, with `{{values}}` put in; undefined where there are none. */
  find(key: string, values?: Readonly<Record<string, string | number>>): string | undefined;
  /** The same, or the key's last part. */
  t(key: string, values?: Readonly<Record<string, string | number>>): string;
}

const SpeechContext = createContext<Speech | undefined>(undefined);

/** The words of the light mode. @throws Error outside of {@link Speaking} */
export function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (!speech) throw new Error('nobody speaks here');
  return speech;
}

/** Speaks Chinese unless the reader has chosen, here or in the console. */
export function Speaking({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => (localStorage.getItem(KEPT) === 'en' ? 'en' : 'zh'));
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN';
  const find: Speech['find'] = (key, values = {}) => {
    const found = key
      .split('.')
      .reduce<string | Tree | undefined>(
        (tree, part) => (typeof tree === 'object' ? tree[part] : undefined),
        trees[language],
      );
    if (typeof found !== 'string') return undefined;
    return found.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => String(values[name] ?? ''));
  };
  const speech: Speech = {
    language,
    choose: (chosen) => {
      localStorage.setItem(KEPT, chosen);
      setLanguage(chosen);
    },
    find,
    t: (key, values) => find(key, values) ?? key.slice(key.lastIndexOf('.') + 1),
  };
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}
