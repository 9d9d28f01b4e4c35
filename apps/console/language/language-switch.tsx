import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, type Language } from './language';

/** 中文 or English, for everything on the page. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation('language');
  return (
    <Segmented<Language>
      aria-label={t('language')}
      value={i18n.language as Language}
      onChange={chooseLanguage}
      options={[
        { value: 'zh', label: '中文' },
        { value: 'en', label: 'English' },
      ]}
    />
  );
}
