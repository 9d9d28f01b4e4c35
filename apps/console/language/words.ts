export const words = { zh: { language: '语言' }, en: { language: 'Language' } };
